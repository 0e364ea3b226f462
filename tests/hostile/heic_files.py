"""Small HEIC files, as x265 wrote them: nothing that piaoju installs can write any.

Each is compressed by zlib, in base 85.
"""

import base64
import zlib


def _unpack(packed: str) -> bytes:
    return zlib.decompress(base64.b85decode(packed))


PLAIN = _unpack(
    "c-"
    "muNV30{GsVvAy%}izhg51nBLl8SRGck>Ufw49>wIq=N0u(b+a*CjAhJwuG5(YG&l$nzcHpIn&fe{FSfN>#&27;?Vtelydmj>p6L`8v|R3<1d"
    "qb%7F#N;c;EXjo{`I}i#Q~;#!W)>vp1L-oLGG|6+kkACMBDoI?fBydX!N9=JoB-4z;lRkl`2Rmh0W(MiGYHA;Vsc0XN@_VVGNQ>WP-"
    "tYG_Ug&9ojW)(3>1Ju%pih6F$t)g&4uw`@qtdDCBn)1IYoKNITb)rUIw-XppZyraX~87XAV%Tk(`rQ0A+(5Zvdr1fa(AL{~tg!5DOG!R%C(%"
    "nK?K(fRsdLK`tzif#Js5$i&Rr0`hcjN+KwbFKRHZ=X{`Ss{8-l&Hw-"
    "Y<}1EYUsCe!{guW4lahBoF#G>&eQxb9>&x}uR$2del>aM@b5*0NdHjFXHG57R&9h}NUi5n17tR+(Qs*!4uJ_fH-"
    "s&<>@!=8<os!o6m6@^+eJ2>TwNLNqkP+pTR!iBFxVG)cT$NnUIsc38)kPL|ZecdiOZ(KfboHh#-"
    "ayM@6VEVXmt`(|dzYV&Dyx1rCF^T#*7hT9ue-!fc04v&Ezr~bpe9_j<i?+W3&iT}dH$DWU)$qZ`gMKo$HRQA^R?Z2?RVtN-T?r~inXK"
)
"""64 x 48: red, green / blue, white."""

TURNED = _unpack(
    "c-"
    "muNV30{GsVvAy%}izhg51nBLl8SRGck>Uf$>CcYDppk1Sn>t<P<^K3<a6VB@Af5Br_);Y>0~k0}}%yh{gB@LIXh*Pz(r|+~6WAKx~njnU@CU"
    "fn-I2oK&zfpqh-bWJ3ldK}L`g*NRNAa=wDhl3WI;N=Ej~f}#Q-"
    "`&ni|az2nQ1L}2VWCjUM04tLF!0_kqj~@&S{LBeJ9TE<VJdFSUgA_1>R4{{(+%6`EM4+UW6C)#<%mRf*)@iSvEZez*Bf~%eD8vjR7!;F$%Gq"
    "2P4;CNj1X?1ToS##amz+}p6y;@LYXAy~WEK~sLcQw%#Tv;ui6EC5KpYPi13Kpa2WTL`0z;r6vmz73VdmiA08*TpMfoK__b^Ci7UaSrg^_`gt"
    "&xeDwWSTnk;*JeO@m7CC8rc8gQEdtM_X=6A}GGXG#J-"
    "&K6rd!*0l9+Hvj+k$NB%4&|v9(+GT%p@BZqp=U&OxE^(mPq4ChYzP)e%CVzgkR95=`dCwbn<D>6KYsj9O9K*diYyF=_`yZ^|Yuxs~k~5yWDU"
    "%=MQ#MG<`1&$v0eKt@jEq8{zyk#k#6bY;x`k-"
)
"""The same, stored turned by 90 degrees, with an irot property and EXIF orientation 6, as telephones write it."""

TRANSPARENT = _unpack(
    "c-"
    "muNV30{GsVvAy%}izhg51nBLl8SRGck>UfhjvTwIq=N0u(b+a*CjAhJwuG5(YG2l9`haHpIn&fr)_;#A51)&_Ey#6a$GYgNv*HVvEeoyfiQm"
    "Br6K!q=J<J)nt?<8#15>G9d){3NlM_8K5c|S7jCy6#(g`%!1^6pja7DnKL6ZP>5jySdrWZhChFQ{9s_<XHEd>kZ@q+Vf_Ceq<|Tuf*FM5b}>"
    "050wuMa7#Y!I7AQ2bPJ8ua+0Gpt83qbKA!ZQ4pqK<y&gQ~+u=qeH&=TR~{G6h^<eUniC@%wB15ijLv$!A?>RksY)=17tEP%2>L16%;!9M)||"
    "NjSQU<edsR%C(%nK?K(KtT@n6bpzs{|C%de-"
    "NG$hj<F4fEla;=ysT&RDpg%l{nDEA{M=R(yV6(fbQgJ0139BdWR2YKO@LW^~BN&XArNnD9<XlAT`}8Beg8q%E-Xb)Cwq-"
    "nPLTw7lq7%Tv&nurUBMQCT7+a1}4@vX7-L2pqNx<QED1go)4%m2b@ws-anq3k_bvt!WxY0IUiWwzQzClf0wd`DueI$13=*=8jS0N4`kOk-"
    "?Klm`?CB0zoD)gojWfWifFZczBTpx)vWSK;r#ozUzqb#(Q$%&{=c$qiyt52R(R^#Vg3BZ9R4}W1=!|4`ud>$2mhZd_D^Nn|1&Yn*FCiO%9##"
    "k`8{pjx6ZCTwqJZ%ncV&7?ZW@(uHt#beS7}p+KzL7`b|zQO54ITTed7-`e6BycNR{+UfJHTJ|g1qWBIjRvgJ(IUzSO~Z8v?Rm$3l=!Ux+8"
)
"""64 x 48: the left half black, the right one transparent black."""

BOMB = _unpack(
    "c-rmOPe>F|90%~<o7ptd?BG90E&p^-5K-"
    "`82{EX2cMo2Ka2<D<2RrU#ca;@9Xou+1rAvW?Q4ob<q9+Ao^x{P@FCFUAEyRc*0s~?F&F&i1G30xY-<v=0_ul-5&zm1JFhtat$j%rqu5-"
    "lA*NL7m_H`^lq=x-?Hb%wP;!PyerI?I%v-D4E)yb3_215=h-"
    "ngl$Vo%i7&8If4CliHXI9tnuxK$c?({4`~RvDf3|D+sflQ!J1Y2&82pW?JZ6}ime;&GU?^@C1Mjyb$$kMSM#j;d7oe3)PtGHg!Sw44}U>lje"
    "#?+bw)G^?O)^zE(J8>`JcXNM<h8RzWsA+?=e9e3EMc2mjpq?^p~^i?XG<Ea{*G4bMq-"
    "Qc6KwDO!TEIeFZy*B<?<+vD;dCQJ)75e;%7#FUqvt6xJ&j<P2sn735p5N*94qn}Re7)D(U%Wf}`{&nl>vH{%j(+98n{QEi@Ud=btnlEV-"
    "HKk?eS-vvZhpXe70;jr{e;uX_F$G;M^O#1*JF7OBw10^3sDJzD%wF%O*aT?djW#_zJQ>p1A;OE2zrY8V7F1w5eQOEAZHllWI)aW$k_!shoHZ"
    "pD<G#8^_vWG?t`3Zkn<4aJh@=b%M0eLiSu91dvU}OM;vj)5l0+x#1Tgval{cv9C5@EM;vj)5l0+x#1TgvaiGr5DOl$Y&;"
)
"""7680 x 7168 grey pixels, all white: 55 megapixels in 12 KB."""

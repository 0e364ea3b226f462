"""The messages in Chinese, by those in English; the gaps in braces are the same."""

from collections.abc import Mapping

CHINESE: Mapping[str, str] = {
    "Image decoding failed.": "图片解码失败。",
    "Failed to download the file.": "文件下载失败。",
    "OCR failed.": "OCR识别失败。",
    "Unknown error.": "未知错误。",
    "The parameter value is incorrect.": "参数值错误。",
    "The file is too large.": "文件内容太大。",
    "The SecretId is not found, please ensure that your SecretId is correct.": "密钥不存在，请检查 SecretId 是否正确。",
    "The signature has expired: check the clock and the Timestamp.": "签名过期，请检查本地时间与 Timestamp。",
    "The provided credentials could not be validated. Please check your signature is correct.": (
        "签名错误，请检查签名计算是否正确。"
    ),
    "The token is incorrect.": "Token 错误。",
    "The resource does not exist.": "资源不存在。",
    "An internal error has occurred.": "内部错误。",
    "The provided credentials could not be validated because of exceeding request size limit, "
    "please use new signature method `TC3-HMAC-SHA256`.": (
        "请求包超过大小限制，无法验证签名，请使用签名方法 `TC3-HMAC-SHA256`。"
    ),
    "The parameter `{name}` is incorrect.": "参数 `{name}` 错误。",
    "The format of the request body is incorrect.": "请求体格式错误。",
    "The request is missing a required parameter `{reason}`.": "缺少参数 `{reason}`。",
    "The parameter `{reason}` is not recognized.": "未知参数 `{reason}`。",
    "The HTTP(S) protocol is used with a method other than GET and POST.": (
        "HTTP(S) 请求协议错误，只支持 GET 和 POST 请求。"
    ),
    "The API version does not exist.": "接口版本不存在。",
    "The action not support this region.": "接口不支持所传地域。",
    "The API does not exist.": "接口不存在。",
    "The request packet exceeds the size limit.": "请求包超过限制大小。",
    "The Authorization header is incorrect.": "请求头部的 Authorization 不符合腾讯云标准。",
    "The service is not activated.": "服务未开通。",
    "The account is in arrears.": "账号已欠费。",
    "The resource package of the account has been used up.": "账号资源包耗尽。",
    "The billing status is abnormal.": "计费状态异常。",
    "Your current request times exceed the frequency limit `{limit}` for {period_s} second. "
    "Please reduce the frequency of calls.": (
        "您当前的请求次数超过了每 {period_s} 秒 `{limit}` 次的频率上限，请稍后重试。"
    ),
    "Too many requests are waiting. Please retry later.": "等待中的请求过多，请稍后重试。",
    "The service could not answer in time. Please retry later.": "服务未能及时响应，请稍后重试。",
}

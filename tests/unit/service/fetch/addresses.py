"""Addresses by family: those that must not be fetched from, and their neighbours that may be."""

from collections.abc import Mapping

CLOSED: Mapping[str, str] = {
    "this network": "0.0.0.0 0.1.2.3 0.255.255.255",
    "private": "10.0.0.1 10.255.255.255 172.16.0.1 172.31.255.255 192.168.0.1 192.168.255.255",
    "behind a carrier": "100.64.0.1 100.100.100.200 100.127.255.255",
    "loopback": "127.0.0.1 127.255.255.254",
    "link-local": "169.254.0.1 169.254.255.255",
    "metadata services": "169.254.169.254 169.254.170.2 100.100.100.200 192.0.0.192 168.63.129.16 fd00:ec2::254",
    "protocols and documentation": "192.0.0.1 192.0.0.170 192.0.2.1 192.88.99.1 198.51.100.1 203.0.113.1",
    "benchmarks": "198.18.0.1 198.19.255.255",
    "multicast": "224.0.0.1 239.255.255.255",
    "reserved and broadcast": "240.0.0.1 255.255.255.255",
    "IPv6 loopback and unspecified": ":: ::1 ::2",
    "IPv4-compatible": "::127.0.0.1 ::10.0.0.1",
    "IPv4-mapped": "::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::ffff:0:0 ::ffff:7f00:1",
    "IPv4-translated": "::ffff:0:127.0.0.1",
    "NAT64": "64:ff9b::7f00:1 64:ff9b::a00:1 64:ff9b::169.254.169.254 64:ff9b:1::1 64:ff9b:1:ffff::1.1.1.1",
    "6to4": "2002:7f00:1:: 2002:a9fe:a9fe:: 2002:a00:1::",
    "Teredo, ORCHID, protocols": "2001::1 2001:0:7f00:1:: 2001:10::1 2001:20::1",
    "IPv6 discard and documentation": "100::1 2001:db8::1 3fff::1",
    "IPv6 unassigned": "4000::1 5f00::1",
    "unique local": "fc00::1 fdff::1",
    "IPv6 link-local": "fe80::1 fe80::1%eth0 febf::1",
    "site-local": "fec0::1",
    "IPv6 multicast": "ff02::1 ff0e::1",
    "with a zone": "2606:4700::1111%1",
}
OPEN: Mapping[str, str] = {
    "IPv4": "1.1.1.1 8.8.8.8 223.255.255.254",
    "IPv4 beside what is closed": (
        "9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.1 168.63.129.15 172.15.255.255 "
        "172.32.0.0 192.167.255.255 192.169.0.0 198.17.255.255 198.20.0.0"
    ),
    "IPv4 in IPv6": "::ffff:1.1.1.1 64:ff9b::101:101 2002:101:101::",
    "IPv6": "2400:3200::1 2606:4700:4700::1111 2a00:1450:4001::1",
}
THIS_MACHINE: Mapping[str, str] = {
    "decimal": "2130706433",
    "octal": "017700000001",
    "octal parts": "0177.0.0.1",
    "hexadecimal": "0x7f000001",
    "hexadecimal parts": "0x7f.0x0.0x0.0x1",
    "parts of both": "0x7f.1",
    "few parts": "127.1",
    "zero": "0",
    "a name": "localhost",
    "a name with a dot": "localhost.",
    "IPv6": "[::1]",
    "IPv6 in full": "[0:0:0:0:0:0:0:1]",
    "IPv4-mapped": "[::ffff:7f00:1]",
    "with a user before it": "1.1.1.1@127.0.0.1",
    "digits in circles": "①②⑦.⓪.⓪.①",
    "behind a backslash": "1.1.1.1\\@127.0.0.1",
}
"""Ways to write this machine as the host of a URL."""


async def this_machine(host: str, port: int) -> list[str]:
    """Resolve every name to this machine."""
    del port
    return [host if host[0].isdigit() else "127.0.0.1"]


def rows(families: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return family and address of each."""
    return [(family, address) for family, addresses in families.items() for address in addresses.split()]

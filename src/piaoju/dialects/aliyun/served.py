"""What of this vendor is served, and under which names it is reported that something else was asked for."""

NAME = "aliyun"
PREFIX = "/green/"
VERSION = "2018-05-09"
VERSION_NOT_SERVED = "version"
METHOD_NOT_SERVED = "signature method"

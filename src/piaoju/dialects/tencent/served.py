"""What of this vendor is served, and under which names it is reported that something else was asked for."""

SERVICE = "ocr"
VERSION = "2018-11-19"
REGIONS = frozenset({"ap-beijing", "ap-guangzhou", "ap-hongkong", "ap-shanghai"})
METHODS = frozenset({"GET", "POST"})
METHOD_NOT_SERVED = "method"
VERSION_NOT_SERVED = "version"
REGION_NOT_SERVED = "region"

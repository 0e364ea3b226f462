"""The states of an account for which this vendor has errors of their own: kinds of a call that is not permitted."""

from collections.abc import Mapping

from piaoju.dialects.wire.sign_in import Credential
from piaoju.errors import PermissionDenied


class InArrears(PermissionDenied):
    """The account's `billing` is `in_arrears`."""


class PackageExhausted(PermissionDenied):
    """The account's `billing` is `package_exhausted`."""


class BillingAbnormal(PermissionDenied):
    """The account's `billing` is `abnormal`."""


_ERRORS: Mapping[str, type[PermissionDenied]] = {
    "in_arrears": InArrears,
    "package_exhausted": PackageExhausted,
    "abnormal": BillingAbnormal,
}


def check_billing(credential: Credential) -> None:
    """Let an account pass that has no state of billing.

    Raises:
        PermissionDenied: one of the kinds above.
    """
    if credential.billing:
        raise _ERRORS[credential.billing](credential.account)

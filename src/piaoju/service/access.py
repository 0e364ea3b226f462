"""What an account may do, and how often: a moving window per account and operation."""

import math
import time
from collections.abc import Mapping

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from piaoju.errors import PermissionDenied, RateLimited
from piaoju.service.accounts import Accounts


class Access:
    """Decides on calls of known accounts. Safe from any thread."""

    def __init__(self, accounts: Accounts, limits: Mapping[str, str]) -> None:
        """Remember the limits.

        Args:
            accounts: whose own limits go before.
            limits: dialect -> limit, such as `10/second`.
        """
        self._accounts = accounts
        self._limits = limits
        self._windows = MovingWindowRateLimiter(MemoryStorage())

    def check(self, account: str, dialect: str, operation: str) -> None:
        """Count a call.

        Raises:
            PermissionDenied: the operation is disabled for the account.
            RateLimited: it was called too often; this call does not count.
        """
        known = self._accounts.account(account)
        own: Mapping[str, str] = {}
        if known is not None:
            if f"{dialect}.{operation}" in known.disabled_operations:
                raise PermissionDenied(f"{dialect}.{operation} is disabled for this account")
            own = known.limits
        limit = own.get(dialect) or self._limits.get(dialect)
        if limit is not None:
            self._count(parse(limit), account, f"{dialect}.{operation}")

    def _count(self, limit: RateLimitItem, account: str, operation: str) -> None:
        if not self._windows.hit(limit, account, operation):
            reset = self._windows.get_window_stats(limit, account, operation).reset_time
            wait_s = max(0.0, reset - time.time())
            raise RateLimited(math.ceil(wait_s * 1000) / 1000, limit.amount, limit.get_expiry())

"""Notify's error answers: a status code and a list of named errors."""


class NotifyError(Exception):
    """A refusal that the caller sees. Callers should branch on status and `error`, never on the message."""

    def __init__(self, status: int, error: str, *messages: str) -> None:
        super().__init__(f"{status} {error}")
        self.status = status
        self.errors = [{"error": error, "message": message} for message in messages]

    def body(self) -> dict[str, object]:
        """The JSON body as Notify shapes it."""
        return {"status_code": self.status, "errors": self.errors}


def bad_request(message: str) -> NotifyError:
    """The request is well formed but cannot be done."""
    return NotifyError(400, "BadRequestError", message)


def invalid(*messages: str) -> NotifyError:
    """The request does not fit the schema; one message for each thing wrong."""
    return NotifyError(400, "ValidationError", *messages)


def not_found() -> NotifyError:
    """No such notification or template, or it is older than the seven days Notify keeps."""
    return NotifyError(404, "NoResultFound", "No result found")


def rate_limited(key_kind: str, per_minute: int = 3000) -> NotifyError:
    """More requests with this kind of key than Notify takes in a minute."""
    rate = f"{per_minute} requests per 60 seconds"
    return NotifyError(
        429, "RateLimitError", f"Exceeded rate limit for key type {key_kind.upper()} of {rate}"
    )

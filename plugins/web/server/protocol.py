"""HTTP as uvicorn speaks it, but the head of a request has an end."""

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

LONGEST_HEAD = 64 * 1024
"""How many bytes the address and the headers of a request may have; what browsers send has some hundreds."""


class BoundedHttp(HttpToolsProtocol):
    """One connection. A client that never ends its headers is refused, before they fill the memory."""

    _unread = 0
    """How many bytes came since the last request was whole, or the last piece of its body."""

    def data_received(self, data: bytes) -> None:
        """Take what came."""
        self._unread += len(data)
        super().data_received(data)
        if self._unread > LONGEST_HEAD and not self.transport.is_closing():
            self.send_400_response("The head of the request is too long.")

    def on_body(self, body: bytes) -> None:
        """Take a piece of a body, which nothing keeps."""
        self._unread = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        """Take note that a request is whole."""
        self._unread = 0
        super().on_message_complete()

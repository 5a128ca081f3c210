"""The server: the tools over standard input and output, by the SDK of the protocol."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations

import tracker
from tracker.domain.errors import TrackerError
from tracker.service.mcp.quoted import EXPLANATION
from tracker.service.mcp.tools import DRAFT, QUESTIONS, Tools

INSTRUCTIONS: Final = (
    "A ledger of planned diplomatic visits and meetings as the press reports them. Ask where a meeting stands and on "
    "whose word. You cannot record anything: the tool draft puts drafts of an article into an inbox, where a person "
    f"decides. {EXPLANATION}"
)
_QUESTION: Final = ToolAnnotations(read_only_hint=True, open_world_hint=False)
_DRAFT: Final = ToolAnnotations(
    read_only_hint=False, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


def make_server(tools: Tools) -> "MCPServer[Any]":
    """Return a server that offers the tools."""
    server: MCPServer[Any] = MCPServer(
        "tracker", instructions=INSTRUCTIONS, version=tracker.__version__, log_level="ERROR"
    )
    for name in (*QUESTIONS, DRAFT):
        server.add_tool(
            _with_sentences(getattr(tools, name)),
            name=name,
            annotations=_DRAFT if name == DRAFT else _QUESTION,
            structured_output=False,
        )
    return server


def _with_sentences(tool: Callable[..., Any]) -> Callable[..., Any]:
    """Return the tool with its errors as a sentence and a hint that the agent reads."""

    @wraps(tool)
    def answered(*args: object, **arguments: object) -> object:
        try:
            return tool(*args, **arguments)
        except TrackerError as error:
            raise ToolError(f"{error.sentence}. {error.hint}".strip()) from error

    return answered

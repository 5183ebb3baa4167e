"""Sessions for the tests: a server, a shop of their own, and the client of an editor."""

import os
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from lsprotocol import types
from pytest_lsp import client_capabilities

from client import KNOWN_SECONDS, Client
from conformance import problems

# The editors as pytest-lsp knows them.
EDITORS = [
    "neovim@v0.6.1",
    "neovim@v0.7.0",
    "neovim@v0.10.0",
    "neovim@v0.11.0",
    "visual-studio-code@v1.65.2",
    "emacs@v29.1",
]
# Those that pytest-lsp has no record of: today's VS Code pulls, and some editor counts letters.
PULLING = "visual-studio-code, pulling"
COUNTING_LETTERS = "emacs, utf-32 alone"
ALL_EDITORS = [*EDITORS, PULLING, COUNTING_LETTERS]


def capabilities(editor: str) -> types.ClientCapabilities:
    if editor == PULLING:
        found = client_capabilities("visual-studio-code@v1.65.2")
        found.text_document.diagnostic = types.DiagnosticClientCapabilities(related_document_support=False)
        found.workspace.diagnostics = types.DiagnosticWorkspaceClientCapabilities(refresh_support=True)
        return found
    if editor == COUNTING_LETTERS:
        found = client_capabilities("emacs@v29.1")
        found.general.position_encodings = [types.PositionEncodingKind.Utf32]
        return found
    return client_capabilities(editor)


Start = Callable[..., Awaitable[Client]]


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A repository as a user has it."""
    return copy_of_shop(tmp_path / "shop")


def copy_of_shop(folder: Path) -> Path:
    shutil.copytree(os.environ["SHOP"], folder)
    return folder


@pytest_asyncio.fixture
async def start(shop: Path, request: pytest.FixtureRequest):
    """Starts sessions. Whatever a test looks at, every message of each is held against the protocol."""
    clients: list[Client] = []

    async def start(
        editor: str = "visual-studio-code@v1.65.2",
        *,
        roots: list[Path] | None = None,
        configuration: dict[str, Any] | None = None,
        options: Any = None,
    ) -> Client:
        client = Client(configuration={"": configuration or {}})
        clients.append(client)
        if request.node.get_closest_marker("xfail"):
            client.patience = KNOWN_SECONDS
        command = [os.environ["BOUNDSTONE"], "lsp"]
        await client.begin(command, roots or [shop], capabilities(editor), options)
        return client

    yield start
    wrong = []
    for client in clients:
        try:
            if client._server is not None and client._server.returncode is None and client.error is None:
                if (code := await client.end()) != 0:
                    wrong.append(f"the server ended with {code}")
            wrong += client.objections
            wrong += problems(client.transcript)
        finally:
            await client.kill()
    assert not wrong, "\n".join(wrong)
    assert clients, "a test of sessions starts one"

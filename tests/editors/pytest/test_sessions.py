"""From `initialize` to `exit`, with every editor."""

import asyncio
from pathlib import Path

import pytest
from lsprotocol import types

from client import LIVENESS_SECONDS, Client, rows
from conftest import ALL_EDITORS, COUNTING_LETTERS, PULLING, Start

LEDGER = "crates/payments/src/ledger.rs"
CHECKOUT = "crates/orders/src/checkout.rs"

ENCODINGS = {
    "neovim@v0.6.1": "utf-16",
    "neovim@v0.7.0": "utf-16",
    "neovim@v0.10.0": "utf-16",
    "neovim@v0.11.0": "utf-8",
    "visual-studio-code@v1.65.2": "utf-16",
    "emacs@v29.1": "utf-8",
    PULLING: "utf-16",
    COUNTING_LETTERS: "utf-32",
}


@pytest.mark.parametrize("editor", ALL_EDITORS)
async def test_a_session_of_every_editor(start: Start, editor: str):
    client = await start(editor)
    offers = client.server_capabilities
    assert client.encoding == ENCODINGS[editor]
    assert offers.hover_provider is True
    assert offers.definition_provider is True
    assert offers.references_provider is True
    assert offers.inlay_hint_provider is True
    assert offers.completion_provider.resolve_provider is True
    assert offers.workspace_symbol_provider is True
    assert offers.code_lens_provider.resolve_provider is True
    assert offers.document_link_provider is not None
    assert offers.text_document_sync.open_close is True
    assert offers.text_document_sync.change == types.TextDocumentSyncKind.Incremental
    assert offers.workspace.workspace_folders.supported is True
    assert "boundstone.openDecision" in offers.execute_command_provider.commands
    assert (offers.diagnostic_provider is not None) == (editor == PULLING)

    await client.open_and_read(LEDGER)
    assert "payments" in await client.hover(LEDGER, "pub fn rec|ord")
    titles = [it.command.title for it in await client.lenses(LEDGER)]
    assert "payments" in titles[0] and "@shop/payments" in titles[0]
    assert await client.definition(LEDGER, "(ADR-|0003 §2)") == ["docs/adr/0003-the-ledger-is-append-only.md:9"]
    assert await client.end() == 0


# Of what takes less than half a second the server shows no progress.
LARGE = 800
ITEMS = 400


@pytest.fixture
def large_shop(shop: Path) -> Path:
    """A shop with so many files that a reader notices."""
    code = "".join(f"pub fn item_{it}(a: &str) -> String {{ a.repeat({it}) }}\n" for it in range(ITEMS))
    for number in range(LARGE):
        (shop / f"crates/orders/src/module_{number}.rs").write_text(f"//! Number {number}, see ADR-0003.\n{code}")
    return shop


def reports(client: Client) -> list:
    return [it for reports in client.progress_reports.values() for it in reports]


async def test_progress_while_a_large_repository_is_read(start: Start, large_shop: Path):
    client = await start()
    await client.open_and_read(LEDGER)
    await client.until("the progress ends", lambda: [it for it in reports(client) if it.kind == "end"])
    first, *between, last = reports(client)
    assert (first.kind, first.title, last.kind) == ("begin", "Boundstone", "end")
    shares = [it.percentage for it in between]
    assert shares == sorted(shares) and all(0 < it <= 100 for it in shares)


async def test_a_token_serves_one_progress(start: Start, large_shop: Path):
    client = await start()
    client.patience = LIVENESS_SECONDS
    await client.open_and_read(LEDGER)
    await client.until("the progress ends", lambda: [it for it in reports(client) if it.kind == "end"])
    folder = types.WorkspaceFolder(uri=large_shop.as_uri(), name="shop")
    for change in ({"removed": [folder], "added": []}, {"removed": [], "added": [folder]}):
        event = types.WorkspaceFoldersChangeEvent(**change)
        client.workspace_did_change_workspace_folders(types.DidChangeWorkspaceFoldersParams(event=event))
    asked = lambda: client.transcript.of_server(types.WINDOW_WORK_DONE_PROGRESS_CREATE)
    await client.until("a second progress", lambda: len(asked()) == 2)
    first, second = asked()
    assert first["token"] != second["token"]


async def test_a_warm_start_answers_as_a_cold_one(start: Start, large_shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    kept = tmp_path / "kept"
    monkeypatch.setenv("BOUNDSTONE_CACHE_DIR", str(kept))
    answers = []
    for _ in range(2):
        client = await start()
        client.patience = LIVENESS_SECONDS
        await client.open_and_read(LEDGER)
        # All of the repository was read.
        await client.until("the file is kept", lambda: list(kept.glob("*/*")))
        titles = [it.command.title for it in await client.lenses(LEDGER)]
        answers.append((titles, await client.hover(LEDGER, "pub fn rec|ord")))
        assert await client.end() == 0
    cold, warm = answers
    assert warm == cold
    assert len(list(kept.glob("*/*"))) == 1


async def test_the_server_says_who_it_is(start: Start):
    client = await start()
    [result] = [it["result"] for who, it in client.transcript.messages if who == "server" and "capabilities" in (it.get("result") or {})]
    assert result["serverInfo"]["name"] == "boundstone"
    assert result["serverInfo"]["version"]


async def test_exit_without_shutdown_is_an_error(start: Start):
    client = await start()
    client.exit(None)
    async with asyncio.timeout(LIVENESS_SECONDS):
        assert await client._server.wait() == 1


async def test_nothing_is_answered_after_shutdown(start: Start):
    client = await start()
    await client.open_and_read(CHECKOUT)
    await client.shutdown_async(None)
    with pytest.raises(Exception) as error:
        await client.hover(CHECKOUT, "ADR-|0002")
    assert error.value.code == -32600
    client.exit(None)
    async with asyncio.timeout(LIVENESS_SECONDS):
        assert await client._server.wait() == 0


async def test_what_cannot_be_asked_is_refused_and_the_session_goes_on(start: Start):
    client = await start()
    await client.open_and_read(CHECKOUT)
    for command, arguments, code in [
        ("boundstone.nothing", [], -32602),
        ("boundstone.openDecision", [], -32602),
        ("boundstone.openDecision", [{"title": "no location"}], -32602),
        ("boundstone.showCrossings", [], -32602),
    ]:
        with pytest.raises(Exception) as error:
            await client.run(command, *arguments)
        assert error.value.code == code, command
    assert "superseded" in await client.hover(CHECKOUT, "ADR-|0002")


async def test_several_sessions_at_once_do_not_mix(start: Start):
    one, other = await asyncio.gather(start("neovim@v0.11.0"), start(PULLING))
    await asyncio.gather(one.open_and_read(CHECKOUT), other.open_and_read(CHECKOUT))
    one.edit(CHECKOUT, "ADR-0002", "ADR-0004")
    await one.report(CHECKOUT, "nothing is wrong any more", lambda it: it.version == 2 and not it.diagnostics)
    assert rows((await other.pull(CHECKOUT)).items) == ["33: warning decision/superseded"]

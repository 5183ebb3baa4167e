"""What changes during a session: documents, files, folders and settings."""

from pathlib import Path

import pytest
from lsprotocol import types

from client import commit, plain, rows
from conftest import COUNTING_LETTERS, PULLING, Start, copy_of_shop

CHECKOUT = "crates/orders/src/checkout.rs"
LEDGER = "crates/payments/src/ledger.rs"
PRICE = "web/storefront/src/price.ts"
RECORD = "docs/adr/0009-prices-have-two-digits.md"
ACCEPTED = "# 9. Prices have two digits\n\n## Status\n\nAccepted\n"

# Letters that take one, two, three and four bytes, and one or two UTF-16 units.
LETTERS = "a é € 🪙 👩‍🚀 "


@pytest.mark.parametrize(
    ("editor", "encoding"),
    [("neovim@v0.11.0", "utf-8"), ("visual-studio-code@v1.65.2", "utf-16"), (COUNTING_LETTERS, "utf-32")],
)
async def test_edits_behind_letters_of_every_width(start: Start, editor: str, encoding: str):
    client = await start(editor)
    assert client.encoding == encoding
    text = f"// {LETTERS} ADR-0003 {LETTERS} ADR-0004\nexport const price = 1;\n"
    client.open(PRICE, text)
    await client.report(PRICE, "nothing is wrong", lambda it: it.version == 1 and not it.diagnostics)

    client.edit(PRICE, "ADR-0003", "ADR-0002")
    first = await client.report(PRICE, "the first mention is found", lambda it: it.version == 2 and it.diagnostics)
    client.edit(PRICE, "0004", "0008")
    both = await client.report(PRICE, "both mentions are found", lambda it: it.version == 3)
    assert rows(first.diagnostics) == ["1: warning decision/superseded"]
    assert rows(both.diagnostics) == ["1: warning decision/superseded", "1: warning decision/unknown"]
    for finding, words in zip(both.diagnostics, ["ADR-0002", "ADR-0008"]):
        offset = client.texts[PRICE].index(words)
        assert finding.range == types.Range(client.position(PRICE, offset), client.position(PRICE, offset + 8))

    # Over line ends, and the letters themselves.
    client.edit(PRICE, f" {LETTERS} ADR-0008\nexport", " 👩‍🚀\n\n// 🪙 ADR-0004 🪙\nexport")
    last = await client.report(PRICE, "the second mention is right again", lambda it: it.version == 4)
    assert rows(last.diagnostics) == ["1: warning decision/superseded"]
    assert "Amounts are whole cents" in plain(await client.hover(PRICE, "🪙 |ADR-0004"))
    assert await client.hover(PRICE, " |🪙\nexport") is None
    assert await client.definition(PRICE, "ADR-000|4") == ["docs/adr/0004-amounts-are-whole-cents.md:1"]


async def test_several_changes_in_one_message_are_made_in_their_order(start: Start):
    client = await start()
    await client.open_and_read(CHECKOUT)
    start_ = client.at(CHECKOUT, "|ADR-0002")["position"]
    end = types.Position(start_.line, start_.character + len("ADR-0002"))
    longer_end = types.Position(start_.line, start_.character + len("see ADR-0007"))
    client.versions[CHECKOUT] = 5
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(
            text_document=types.VersionedTextDocumentIdentifier(uri=client.uri(CHECKOUT), version=5),
            content_changes=[
                types.TextDocumentContentChangePartial(range=types.Range(start_, end), text="see ADR-0007"),
                types.TextDocumentContentChangePartial(range=types.Range(start_, longer_end), text="ADR-0004"),
            ],
        )
    )
    report = await client.report(CHECKOUT, "the report on version 5", lambda it: it.version == 5)
    assert rows(report.diagnostics) == []


async def test_a_whole_text_replaces_the_document(start: Start):
    client = await start()
    await client.open_and_read(CHECKOUT)
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(
            text_document=types.VersionedTextDocumentIdentifier(uri=client.uri(CHECKOUT), version=2),
            content_changes=[types.TextDocumentContentChangeWholeDocument(text="// ADR-0007\n")],
        )
    )
    report = await client.report(CHECKOUT, "the report on version 2", lambda it: it.version == 2)
    assert rows(report.diagnostics) == ["1: warning decision/unknown"]


async def test_a_closed_document_is_again_what_is_on_disk(start: Start):
    client = await start()
    await client.open_and_read(CHECKOUT)
    client.edit(CHECKOUT, "ADR-0002", "ADR-0004")
    await client.report(CHECKOUT, "nothing is wrong", lambda it: it.version == 2 and not it.diagnostics)
    after = len(client.published)
    client.close(CHECKOUT)
    report = await client.report(CHECKOUT, "the finding is back", lambda it: it.diagnostics, after)
    assert rows(report.diagnostics) == ["33: warning decision/superseded"] and report.version is None


@pytest.mark.parametrize("editor", ["visual-studio-code@v1.65.2", "emacs@v29.1"])
async def test_a_client_that_watches_is_asked_to_and_its_word_is_taken(start: Start, editor: str):
    client = await start(editor)
    await client.open_and_read(PRICE)
    asked = await client.until("a registration", lambda: client.transcript.of_server(types.CLIENT_REGISTER_CAPABILITY))
    [registration] = [it for params in asked for it in params["registrations"]]
    assert registration["method"] == types.WORKSPACE_DID_CHANGE_WATCHED_FILES
    for kind, is_wrong in [(types.FileChangeType.Created, False), (types.FileChangeType.Deleted, True)]:
        after = len(client.published)
        if kind == types.FileChangeType.Created:
            (client.root / RECORD).write_text(ACCEPTED)
        else:
            (client.root / RECORD).unlink()
        event = types.FileEvent(uri=client.uri(RECORD), type=kind)
        client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams(changes=[event]))
        await client.report(PRICE, f"after {kind.name}", lambda it: bool(it.diagnostics) == is_wrong, after)


@pytest.mark.parametrize("editor", ["neovim@v0.6.1", "neovim@v0.11.0"])
async def test_for_a_client_that_does_not_watch_the_server_does(start: Start, editor: str):
    client = await start(editor)
    await client.open_and_read(PRICE)
    assert client.transcript.of_server(types.CLIENT_REGISTER_CAPABILITY) == []
    (client.root / RECORD).write_text(ACCEPTED)
    await client.report(PRICE, "the record was seen", lambda it: not it.diagnostics)


async def test_folders_are_added_and_removed(start: Start, tmp_path: Path):
    other = copy_of_shop(tmp_path / "other")
    (other / RECORD).write_text("# 9. Only here\n\n## Status\n\nAccepted\n")
    commit(other)
    client = await start()
    await client.open_and_read(LEDGER)
    decision = "Only here"
    assert not [it for it in await client.symbols("") if decision in it]

    of_other = lambda it: it.uri == (other / CHECKOUT).as_uri()
    folder = types.WorkspaceFolder(uri=other.as_uri(), name="other")
    change_folders(client, added=[folder])
    await client.until("the findings of the new folder", lambda: [it for it in client.published if of_other(it) and it.diagnostics])
    assert [it for it in await client.symbols("") if decision in it]

    after = len(client.published)
    change_folders(client, removed=[folder])
    await client.until("they are taken back", lambda: [it for it in client.published[after:] if of_other(it) and not it.diagnostics])
    assert not [it for it in await client.symbols("") if decision in it]
    assert "boundary payments" in plain(await client.hover(LEDGER, "pub fn rec|ord"))


async def test_a_folder_comes_back(start: Start, tmp_path: Path):
    other = copy_of_shop(tmp_path / "other")
    client = await start()
    await client.open_and_read(LEDGER)
    of_other = lambda it: it.uri == (other / CHECKOUT).as_uri()
    folder = types.WorkspaceFolder(uri=other.as_uri(), name="other")
    for _ in range(2):
        after = len(client.published)
        change_folders(client, added=[folder])
        await client.until("its findings", lambda: [it for it in client.published[after:] if of_other(it) and it.diagnostics])
        after = len(client.published)
        change_folders(client, removed=[folder])
        await client.until("they are taken back", lambda: [it for it in client.published[after:] if of_other(it) and not it.diagnostics])


async def test_two_folders_from_the_start(start: Start, shop: Path, tmp_path: Path):
    other = copy_of_shop(tmp_path / "other")
    client = await start(roots=[shop, other])
    await client.open_and_read(CHECKOUT)
    both = {(root / CHECKOUT).as_uri() for root in (shop, other)}
    await client.until("the findings of both", lambda: both <= {it.uri for it in client.published if it.diagnostics})


def change_folders(client, added=(), removed=()):
    event = types.WorkspaceFoldersChangeEvent(added=list(added), removed=list(removed))
    client.workspace_did_change_workspace_folders(types.DidChangeWorkspaceFoldersParams(event=event))


def settings_are(client, **values):
    """The user changes the settings, and the client says so."""
    client.set_configuration(values, section="boundstone")
    settings = {"boundstone": values}
    client.workspace_did_change_configuration(types.DidChangeConfigurationParams(settings=settings))


# neovim@v0.7.0 has no `workspace/configuration`, and sends the settings themselves.
@pytest.mark.parametrize("editor", ["visual-studio-code@v1.65.2", "neovim@v0.7.0", PULLING])
async def test_hover_and_lenses_can_be_switched_off_and_on(start: Start, editor: str):
    client = await start(editor)
    await client.open_and_read(LEDGER)
    hover, lenses = (lambda: client.hover(LEDGER, "pub fn rec|ord")), (lambda: client.unresolved_lenses(LEDGER))
    assert await hover() and await lenses()
    settings_are(client, hover=False)
    await client.ask_until("hovers are off", hover, lambda it: it is None)
    assert await lenses()
    settings_are(client, hover=True, codeLens=False)
    await client.ask_until("hovers are on", hover, lambda it: it is not None)
    assert not await lenses()
    settings_are(client)
    await client.ask_until("lenses are on", lenses, bool)
    asked = client.transcript.of_server(types.WORKSPACE_CONFIGURATION)
    if client.capabilities.workspace.configuration:
        assert asked and all(it == {"items": [{"section": "boundstone"}]} for it in asked)
    else:
        assert asked == []


async def test_settings_come_with_initialize_too(start: Start):
    client = await start("neovim@v0.7.0", options={"hover": False})
    await client.open_and_read(LEDGER)
    assert await client.hover(LEDGER, "pub fn rec|ord") is None
    assert await client.unresolved_lenses(LEDGER)


async def test_a_wrong_setting_is_said_and_changes_nothing(start: Start):
    client = await start()
    await client.open_and_read(LEDGER)
    settings_are(client, hover="sometimes")
    await client.until("the user is told", lambda: client.messages)
    assert client.messages[0].type == types.MessageType.Warning and "boundstone" in client.messages[0].message
    assert await client.hover(LEDGER, "pub fn rec|ord")


async def test_pulled_findings_can_be_switched_off_and_on(start: Start):
    client = await start(PULLING)
    await client.open_and_read(CHECKOUT)
    pull = lambda: client.pull(CHECKOUT)
    assert rows((await pull()).items) == ["33: warning decision/superseded"]
    settings_are(client, diagnostics=False)
    await client.ask_until("findings are off", pull, lambda it: not it.items)
    whole = await client.workspace_diagnostic_async(types.WorkspaceDiagnosticParams(previous_result_ids=[]))
    assert [it for it in whole.items if it.items] == []
    settings_are(client, diagnostics=True)
    await client.ask_until("findings are on", pull, lambda it: bool(it.items))


@pytest.mark.parametrize("editor", ["visual-studio-code@v1.65.2", "neovim@v0.7.0"])
async def test_pushed_findings_are_taken_back_when_they_are_switched_off(start: Start, editor: str):
    client = await start(editor)
    await client.open_and_read(CHECKOUT)
    for is_on in (False, True):
        after = len(client.published)
        settings_are(client, diagnostics=is_on)
        await client.report(CHECKOUT, f"diagnostics={is_on}", lambda it: bool(it.diagnostics) == is_on, after)


async def test_who_pulls_is_told_that_findings_are_switched_off(start: Start):
    client = await start(PULLING)
    await client.open_and_read(CHECKOUT)
    before = client.diagnostic_refresh_count
    settings_are(client, diagnostics=False)
    await client.until("the client is told to ask again", lambda: client.diagnostic_refresh_count > before)


async def test_lenses_that_are_switched_off_are_asked_for_again(start: Start):
    client = await start("visual-studio-code@v1.65.2")
    await client.open_and_read(CHECKOUT)
    refreshes = lambda: len(client.transcript.of_server(types.WORKSPACE_CODE_LENS_REFRESH))
    before = await client.until("the first refresh", refreshes)
    settings_are(client, codeLens=False)
    await client.until("another refresh", lambda: refreshes() > before)


async def test_a_document_above_the_open_folder_opens_nothing_else(start: Start, shop: Path):
    (shop.parent / "boundary.toml").write_text('name = "above"\n')
    notes = shop.parent / "notes.rs"
    notes.write_text("// ADR-0003\n")
    client = await start()
    await client.open_and_read(LEDGER)
    item = types.TextDocumentItem(uri=notes.as_uri(), language_id="rust", version=1, text=notes.read_text())
    client.text_document_did_open(types.DidOpenTextDocumentParams(text_document=item))
    # Twice, because a repository that is opened now is read behind the first answer.
    for _ in range(2):
        document = types.TextDocumentIdentifier(uri=notes.as_uri())
        assert not await client.text_document_code_lens_async(types.CodeLensParams(text_document=document))
        assert len([it for it in await client.symbols("") if it == "payments"]) == 1
    assert "above" not in await client.symbols("")

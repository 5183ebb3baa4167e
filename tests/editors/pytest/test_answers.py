"""What the server answers: hovers, lenses, definitions, links, symbols and commands."""

import pytest
from lsprotocol import types

from client import plain
from conformance import CONVERTER, shape
from conftest import PULLING, Start

LEDGER = "crates/payments/src/ledger.rs"
CHECKOUT = "crates/orders/src/checkout.rs"
PRICE = "web/storefront/src/price.ts"
CONTRACT = "crates/payments/boundary.toml"
OWNERS = ".github/CODEOWNERS"
DESK = "crates/desk/src/lib.rs"
HISTORY = "web/storefront/src/History.tsx"
CLIENT = "web/ledger-client/src/client.ts"

HOVERS = [
    # An item of a contract: boundary, owner and its source, stability, decision.
    (LEDGER, "pub fn rec|ord", ["payments#ledger::Ledger::record", "boundary payments", "@shop/payments", "contract stable", "ADR-0003", "accepted"]),
    (LEDGER, "pub struct Led|ger", ["payments#ledger::Ledger", "contract stable"]),
    (LEDGER, "pub fn tot|al", ["contract deprecated", "ledger::Ledger::balance"]),
    # An item that other boundaries use, and uses of other boundaries' items.
    (CHECKOUT, "pub struct Or|der", ["orders#checkout::Order", "@shop/orders", "used 4 times by 2 boundaries (desk, shipping)", "once in tests"]),
    (CLIENT, "interface Ent|ry", ["used 2 times by 1 boundary (@shop/storefront)"]),
    (DESK, "{Ord|er as", ["orders#checkout::Order", "@shop/orders", "defined in crates/orders/src/checkout.rs", "reached through shipping"]),
    (DESK, "shipping::par|cels!", ["shipping#parcels", "@shop/platform"]),
    (DESK, "use ord|ers::*", ["orders", "@shop/orders", "used by 2 boundaries"]),
    (HISTORY, "type { Ent|ry }", ["@shop/ledger-client#Entry", "ADR-0004"]),
    (HISTORY, "ledger.Ledger|Client", ["@shop/ledger-client#LedgerClient", "ADR-0003"]),
    # A mention.
    (CHECKOUT, "see ADR-|0002", ["ADR-0002", "Floating-point amounts", "superseded"]),
    (PRICE, "see ADR-|0009", ["ADR-0009: no such decision"]),
    # A rule and an owner of CODEOWNERS.
    (OWNERS, "/crates/inv|oicing/", ["matches 0 files", "GitHub"]),
    (OWNERS, "/crates/pay|ments/", ["/crates/payments/", "GitHub"]),
    (OWNERS, "@mi|ra", ["@mira", "/crates/orders/"]),
    # A key of a contract.
    (CONTRACT, '"Mo|ney"  ', ["payments#Money", "contract frozen since 1.0.0", "ADR-0004"]),
    # A local, a keyword, a call, and an item of which nothing is said.
    (LEDGER, "let acc|ount", None),
    (LEDGER, "p|ub fn record", None),
    (LEDGER, "account.to_|owned", None),
    (CHECKOUT, "let ce|nts", None),
]


@pytest.mark.parametrize("editor", ["neovim@v0.11.0", PULLING, "emacs@v29.1"])
async def test_hovers(start: Start, editor: str):
    client = await start(editor)
    for path in dict.fromkeys(path for path, _, _ in HOVERS):
        await client.open_and_read(path)
    for path, words, expected in HOVERS:
        card = await client.hover(path, words)
        if expected is None:
            assert card is None, f"{path}: {words}"
        else:
            assert [it for it in expected if it not in plain(card)] == [], f"{path}: {words}:\n{card}"


async def test_a_hover_covers_its_word(start: Start):
    client = await start()
    await client.open_and_read(LEDGER)
    hover = await client.text_document_hover_async(types.HoverParams(**client.at(LEDGER, "pub fn rec|ord")))
    start_ = client.texts[LEDGER].index("record(&mut self")
    assert hover.range == types.Range(client.position(LEDGER, start_), client.position(LEDGER, start_ + len("record")))


async def test_a_document_that_nobody_opened_is_answered_from_disk(start: Start):
    client = await start()
    await client.open_and_read(LEDGER)
    client.close(LEDGER)
    client.texts[LEDGER] = (client.root / LEDGER).read_text()
    assert "boundary payments" in plain(await client.hover(LEDGER, "pub fn rec|ord"))


@pytest.mark.parametrize("editor", ["neovim@v0.11.0", "visual-studio-code@v1.65.2", "emacs@v29.1"])
async def test_lenses(start: Start, editor: str):
    client = await start(editor)
    await client.open_and_read(LEDGER)
    unresolved = await client.unresolved_lenses(LEDGER)
    assert all(it.command is None for it in unresolved)
    lenses = await client.lenses(LEDGER)
    assert [it.range for it in lenses] == [it.range for it in unresolved]
    said = [(it.range.start.line + 1, it.command.title) for it in lenses]
    of = lambda line: " | ".join(title for at, title in said if at == line)
    assert of(1).startswith("payments · @shop/payments") and of(1).endswith("used by 1 boundary")
    assert of(12) == "stable | 2 uses in 1 boundary, at least 2 more of its members"
    assert "stable" in of(19) and "ADR-0003" in of(19)
    assert "deprecated" in of(32)
    assert {it.command.command for it in lenses} <= {"", *client.server_capabilities.execute_command_provider.commands}


async def test_only_code_has_lenses(start: Start):
    client = await start()
    await client.open_and_read(CONTRACT)
    assert await client.lenses(CONTRACT) == []


COMPLETIONS = [
    # In a comment, what is in force comes first.
    (LEDGER, "(ADR-|0003 §2)", ["ADR-0001", "ADR-0003", "ADR-0004", "ADR-0005", "ADR-0002"]),
    (CHECKOUT, "see ADR|-0002", []),
    (OWNERS, "/crates/invoicing/          @shop/pay|ments", ["@shop/payments"]),
    # What a boundary shows, at a key of its contract.
    (CONTRACT, '"Mo|ney"  ', ["Money", "Money::ZERO", "Money::cents", "Money::from_cents", "ledger::Entry::amount"]),
    # In code, where nothing is being named.
    (LEDGER, "pub fn rec|ord", []),
    (LEDGER, "let acc|ount", []),
]


@pytest.mark.parametrize("editor", ["neovim@v0.11.0", "visual-studio-code@v1.65.2", PULLING, "emacs@v29.1"])
async def test_completions(start: Start, editor: str):
    client = await start(editor)
    for path in dict.fromkeys(path for path, _, _ in COMPLETIONS):
        await client.open_and_read(path)
    for path, words, expected in COMPLETIONS:
        assert [it.label for it in await client.completions(path, words)] == expected, f"{path}: {words}"


async def test_a_completion_says_more_when_it_is_looked_at(start: Start):
    client = await start("visual-studio-code@v1.65.2")
    await client.open_and_read(LEDGER)
    retired = (await client.completions(LEDGER, "(ADR-|0003 §2)"))[-1]
    assert list(retired.tags) == [types.CompletionItemTag.Deprecated]
    assert "superseded by ADR-0004" in retired.detail
    resolved = await client.completion_item_resolve_async(retired)
    assert "Floating-point amounts" in plain(resolved.documentation.value)


@pytest.mark.parametrize("editor", ["neovim@v0.10.0", "neovim@v0.11.0", PULLING])
async def test_definitions(start: Start, editor: str):
    client = await start(editor)
    await client.open_and_read(LEDGER)
    await client.open_and_read(CONTRACT)
    await client.open_and_read(PRICE)
    for path, words, expected in [
        (LEDGER, "(ADR-|0003 §2)", ["docs/adr/0003-the-ledger-is-append-only.md:9"]),
        (CONTRACT, '"ledger::Led|ger"  ', ["crates/payments/src/ledger.rs:12"]),
        (CONTRACT, '["ADR-|0003"]', ["docs/adr/0003-the-ledger-is-append-only.md:9"]),
        (CONTRACT, '["ord|ers"]', ["crates/orders/Cargo.toml:2"]),
        (PRICE, "ADR-|0009", []),
        (LEDGER, "let acc|ount", []),
    ]:
        assert await client.definition(path, words) == expected, f"{path}: {words}"


@pytest.mark.parametrize("editor", ["neovim@v0.11.0", "emacs@v29.1", PULLING])
async def test_references(start: Start, editor: str):
    client = await start(editor)
    for path in (CHECKOUT, CONTRACT, DESK):
        await client.open_and_read(path)
    orders = [f"{DESK}:4", f"{DESK}:7", f"{DESK}:24", "crates/shipping/src/lib.rs:3", "crates/shipping/src/lib.rs:13"]
    assert await client.references(CHECKOUT, "pub struct Or|der") == orders
    assert await client.references(DESK, "{Ord|er as") == orders
    ledger = ["crates/orders/src/checkout.rs:2", "crates/orders/src/checkout.rs:26"]
    assert await client.references(CONTRACT, '"ledger::Led|ger"  ') == [*ledger, f"{CONTRACT}:9"]
    assert await client.references(CHECKOUT, "let ce|nts") == []


@pytest.mark.parametrize("editor", ["neovim@v0.11.0", "visual-studio-code@v1.65.2"])
async def test_a_click_on_a_lens_gives_the_crossings(start: Start, editor: str):
    client = await start(editor)
    await client.open_and_read(CHECKOUT)
    [lens] = [it for it in await client.lenses(CHECKOUT) if it.command.title.startswith("4 uses in 2 boundaries")]
    assert lens.command.command == "boundstone.showCrossings"
    answer = as_json(await client.run(lens.command.command, *lens.command.arguments))
    files = {it["uri"].removeprefix(client.root.as_uri() + "/") for it in answer["locations"]}
    assert files == {DESK, "crates/shipping/src/lib.rs"}
    # These know nothing of the command, so that the user is asked.
    await client.until("the question is asked", lambda: client.questions)
    assert client.questions[0][0] == f"{DESK}:4"


async def test_document_links(start: Start):
    client = await start("visual-studio-code@v1.65.2")
    await client.open_and_read(CHECKOUT)
    links = await client.text_document_document_link_async(types.DocumentLinkParams(text_document=client.document(CHECKOUT)))
    targets = {it.range.start.line + 1: it.target.removeprefix(client.root.as_uri()) for it in links}
    assert targets == {
        25: "/docs/adr/0003-the-ledger-is-append-only.md#L9",
        33: "/docs/adr/0002-floating-point-amounts.md#L1",
    }
    assert [it.tooltip for it in links] == [it.target.removeprefix(client.root.as_uri() + "/").partition("#")[0] for it in links]


@pytest.mark.parametrize("editor", ["neovim@v0.11.0", "emacs@v29.1"])
async def test_document_links_of_a_client_that_has_no_tooltips(start: Start, editor: str):
    client = await start(editor)
    await client.open_and_read(CHECKOUT)
    links = await client.text_document_document_link_async(types.DocumentLinkParams(text_document=client.document(CHECKOUT)))
    assert len(links) == 2


@pytest.mark.parametrize("editor", ["neovim@v0.6.1", PULLING])
async def test_workspace_symbols(start: Start, editor: str):
    client = await start(editor)
    await client.open_and_read(LEDGER)
    names = await client.symbols("")
    assert {"payments", "orders", "shipping", "@shop/ledger-client", "@shop/storefront"} <= set(names)
    assert [it for it in await client.symbols("whole cents") if "Amounts are whole cents" in it]
    assert await client.symbols("no such thing at all") == []


async def test_a_click_on_a_lens_opens_its_decision(start: Start):
    client = await start("visual-studio-code@v1.65.2")
    await client.open_and_read(CHECKOUT)
    [lens] = [it for it in await client.lenses(CHECKOUT) if it.command.title.count("ADR-0003") and "decisions" not in it.command.title]
    assert lens.command.command == "boundstone.openDecision"
    assert await client.run(lens.command.command, *lens.command.arguments) is None
    await client.until("a document is shown", lambda: client.shown_documents)
    [shown] = client.shown_documents
    assert shown.uri == client.uri("docs/adr/0003-the-ledger-is-append-only.md")
    assert shown.take_focus is True and shown.external is False
    assert shown.selection.start.line == 8
    assert client.questions == []


@pytest.mark.parametrize("choice", [1, None])
async def test_of_several_decisions_one_is_chosen(start: Start, choice: int | None):
    client = await start("visual-studio-code@v1.65.2")
    await client.open_and_read(LEDGER)
    place = {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}
    records = ["docs/adr/0003-the-ledger-is-append-only.md", "docs/adr/0004-amounts-are-whole-cents.md"]
    targets = [{"title": it, "location": {"uri": client.uri(it), "range": place}} for it in records]
    client.choice = lambda titles: None if choice is None else titles[choice]
    await client.run("boundstone.openDecision", *targets)
    await client.until("the question is asked", lambda: client.questions)
    assert client.questions == [records]
    if choice is None:
        # Who closes the question sees nothing; the next command is served as ever.
        await client.run("boundstone.openDecision", targets[0])
    await client.until("a document is shown", lambda: client.shown_documents)
    assert [it.uri for it in client.shown_documents] == [client.uri(records[0 if choice is None else choice])]


@pytest.mark.parametrize("editor", ["neovim@v0.6.1", "emacs@v29.1"])
async def test_who_cannot_show_documents_is_told_where_the_decision_is(start: Start, editor: str):
    client = await start(editor)
    await client.open_and_read(CHECKOUT)
    lenses = await client.lenses(CHECKOUT)
    [lens] = [it for it in lenses if it.command.title.count("ADR-0003") and "decisions" not in it.command.title]
    await client.run(lens.command.command, *lens.command.arguments)
    await client.until("a message is shown", lambda: client.messages)
    [message] = client.messages
    assert client.uri("docs/adr/0003-the-ledger-is-append-only.md") in message.message
    assert client.shown_documents == []


@pytest.mark.parametrize("editor", ["neovim@v0.6.1", "neovim@v0.11.0", PULLING])
async def test_the_context_of_a_file(start: Start, editor: str):
    client = await start(editor)
    command = "boundstone.context"
    if command not in client.server_capabilities.execute_command_provider.commands:
        pytest.skip("this server does not offer boundstone.context")
    await client.open_and_read(LEDGER)
    card = as_json(await client.run(command, {"uri": client.uri(LEDGER)}))
    assert set(card) == {"path", "symbol", "boundary", "ownership", "contract", "decisions", "isComplete"}
    assert card["path"] == LEDGER
    assert card["symbol"] is None and card["contract"] is None and card["isComplete"] is True
    assert card["boundary"]["name"] == "payments"
    assert card["ownership"]["state"] == "owned" and card["ownership"]["owners"] == ["@shop/payments"]
    [decision] = card["decisions"]
    assert set(decision) == {"name", "title", "status", "isInForce", "how", "location"}
    assert (decision["name"], decision["title"]) == ("ADR-0003", "The ledger is append-only")
    assert (decision["status"], decision["isInForce"]) == ("accepted", True)
    assert decision["how"]
    for location in (card["boundary"]["location"], card["ownership"]["location"], decision["location"]):
        assert shape(location, types.Location) is None
        assert location["uri"].startswith(client.root.as_uri() + "/")
    assert client.place(CONVERTER.structure(decision["location"], types.Location)) == "docs/adr/0003-the-ledger-is-append-only.md:9"

    item = as_json(await client.run(command, {"uri": client.uri(LEDGER), "position": as_json(client.at(LEDGER, "let acc|ount")["position"])}))
    assert item["symbol"]["name"] == "payments#ledger::Ledger::record"
    assert item["contract"]["stability"] == "stable"

    # The path alone decides: a file that is not there yet has an owner.
    new = as_json(await client.run(command, {"uri": client.uri("web/new.ts")}))
    assert new["ownership"]["owners"] == ["@shop/web"]
    assert await client.run(command, {"uri": "untitled:Untitled-1"}) is None
    for wrong in ([], [{"path": LEDGER}], ["a.rs"]):
        with pytest.raises(Exception) as error:
            await client.run(command, *wrong)
        assert error.value.code == -32602


def as_json(value):
    """pygls gives what it knows no type of as tuples with names."""
    if hasattr(value, "_asdict"):
        return {name: as_json(it) for name, it in value._asdict().items()}
    if isinstance(value, list):
        return [as_json(it) for it in value]
    return CONVERTER.unstructure(value)

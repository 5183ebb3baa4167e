"""Findings, pushed to some clients and pulled by others."""

import pytest
from lsprotocol import types

from client import rows
from conftest import EDITORS, PULLING, COUNTING_LETTERS, Start

# Everything that is wrong in the shop.
FINDINGS = {
    ".github/CODEOWNERS": ["7: warning ownership/dead-rule"],
    "crates/orders/src/checkout.rs": ["33: warning decision/superseded"],
    "crates/shipping/boundary.toml": ["4: error config/unknown-key"],
    "web/storefront/src/price.ts": ["3: warning decision/unknown"],
}
CHECKOUT = "crates/orders/src/checkout.rs"
LEDGER = "crates/payments/src/ledger.rs"


@pytest.mark.parametrize("editor", [*EDITORS, COUNTING_LETTERS])
async def test_who_does_not_pull_is_told_all_findings(start: Start, editor: str):
    client = await start(editor)
    await client.open_and_read(LEDGER)
    everything = {client.uri(path) for path in FINDINGS}
    await client.until("all findings are published", lambda: everything <= {it.uri for it in client.published})
    found = {it.uri.removeprefix(client.root.as_uri() + "/"): rows(it.diagnostics) for it in client.published if it.diagnostics}
    assert found == FINDINGS
    assert all(it.source == "boundstone" for report in client.published for it in report.diagnostics)


async def test_a_finding_stands_on_its_words_with_what_belongs_to_it(start: Start):
    client = await start("visual-studio-code@v1.65.2")
    await client.open_and_read(CHECKOUT)
    report = await client.report(CHECKOUT, "a finding", lambda it: it.diagnostics)
    [finding] = report.diagnostics
    offset = client.texts[CHECKOUT].index("ADR-0002")
    assert finding.range == types.Range(client.position(CHECKOUT, offset), client.position(CHECKOUT, offset + 8))
    assert finding.code == "decision/superseded"
    assert "ADR-0004" in finding.message
    assert list(finding.tags) == [types.DiagnosticTag.Deprecated]
    assert [client.place(it.location) for it in finding.related_information] == ["docs/adr/0004-amounts-are-whole-cents.md:1"]


@pytest.mark.parametrize("editor", ["neovim@v0.11.0", "visual-studio-code@v1.65.2"])
async def test_a_client_that_cannot_be_told_to_ask_again_is_not_offered_to_pull(start: Start, editor: str):
    client = await start(editor)
    assert client.server_capabilities.diagnostic_provider is None


async def test_who_pulls_is_never_pushed(start: Start):
    client = await start(PULLING)
    offer = client.server_capabilities.diagnostic_provider
    assert offer.inter_file_dependencies is True and offer.workspace_diagnostics is True
    for path, expected in FINDINGS.items():
        await client.open_and_read(path)
        report = await client.pull(path)
        assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
        assert rows(report.items) == expected, path
        again = await client.pull(path, report.result_id)
        assert isinstance(again, types.RelatedUnchangedDocumentDiagnosticReport), path
        assert again.result_id == report.result_id
    client.edit(CHECKOUT, "ADR-0002", "ADR-0004")
    assert rows((await client.pull(CHECKOUT)).items) == []
    assert client.published == []


async def test_the_whole_workspace_can_be_pulled(start: Start):
    client = await start(PULLING)
    await client.open_and_read(LEDGER)
    report = await client.workspace_diagnostic_async(types.WorkspaceDiagnosticParams(previous_result_ids=[]))
    found = {it.uri.removeprefix(client.root.as_uri() + "/"): rows(it.items) for it in report.items if it.items}
    assert found == FINDINGS
    known = [types.PreviousResultId(uri=it.uri, value=it.result_id) for it in report.items if it.result_id]
    again = await client.workspace_diagnostic_async(
        types.WorkspaceDiagnosticParams(previous_result_ids=known, identifier="boundstone")
    )
    assert {it.kind for it in again.items} <= {"unchanged"}


async def test_what_is_repaired_elsewhere_is_asked_for_again(start: Start):
    client = await start(PULLING)
    path = "web/storefront/src/price.ts"
    await client.open_and_read(path)
    before = client.diagnostic_refresh_count
    client.open("docs/adr/0009-prices.md", "# 9. Prices\n\n## Status\n\nAccepted\n")
    await client.until("the client is told to ask again", lambda: client.diagnostic_refresh_count > before)
    assert rows((await client.pull(path)).items) == []


@pytest.mark.parametrize("editor", [*EDITORS, PULLING, COUNTING_LETTERS])
async def test_a_quick_fix_settles_its_finding(start: Start, editor: str):
    client = await start(editor)
    await client.open_and_read(CHECKOUT)
    if PULLING == editor:
        [finding] = (await client.pull(CHECKOUT)).items
    else:
        [finding] = (await client.report(CHECKOUT, "a finding", lambda it: it.diagnostics)).diagnostics
    # Behind it, for an editor that makes files, as the contract is not there yet: to accept the finding.
    [fix, *others] = await client.actions(CHECKOUT, "ADR-|0002", [finding])
    assert all(it.title.startswith("Accept decision/superseded for now") for it in others)
    assert (fix.title, fix.kind) == ("Point to ADR-0004", types.CodeActionKind.QuickFix)
    assert [it.range for it in fix.diagnostics] == [finding.range]
    [edit] = client.edits(fix.edit, CHECKOUT)
    assert (edit.range, edit.new_text) == (finding.range, "ADR-0004")
    client.edit(CHECKOUT, "ADR-0002", edit.new_text)
    if PULLING == editor:
        assert not (await client.pull(CHECKOUT)).items
    else:
        await client.report(CHECKOUT, "no finding", lambda it: it.version == 2 and not it.diagnostics)
    assert await client.actions(CHECKOUT, "ADR-|0004", []) == []


async def test_quick_fixes_are_switched_off(start: Start):
    client = await start("neovim@v0.7.0", options={"codeActions": False})
    await client.open_and_read(CHECKOUT)
    assert await client.actions(CHECKOUT, "ADR-|0002", []) == []

use super::*;

/// `line: marked text: GitLab's name for the error`, where it has one.
fn faults(text: &str) -> Vec<String> {
    let (_, problems) = read(text);
    let shown = problems.iter().map(|problem| {
        let line = text[..problem.range.start() as usize].matches('\n').count() + 1;
        let name = problem.message.split_once("(GitLab: ").map_or("", |(_, name)| name);
        format!("{line}: {}: {}", problem.range.slice(text), name.trim_end_matches(')'))
    });
    shown.collect()
}

/// `pattern > owners` of each rule, the section before it.
fn rules(text: &str) -> Vec<String> {
    let (file, _) = read(text);
    let shown = file.rules.iter().map(|rule| {
        let owners: Vec<_> = rule.owners.iter().map(|owner| &*owner.name).collect();
        let section = file.sections[rule.section as usize].name.as_deref().unwrap_or("-");
        format!("{section}: {} > {}", rule.text, owners.join(" "))
    });
    shown.collect()
}

#[test]
fn documented_errors_are_marked_and_cost_no_more_than_gitlab_has_it() {
    let text =
        "*.rb\n[]\na @x\n^[O][5]\nb @y\n[Broken section\nc\nd\n[S] malformed\ne\n*.js no @z #x\n";
    assert_eq!(
        faults(text),
        [
            "1: *.rb: missing_entry_owner",
            "2: []: missing_section_name",
            "4: ^[O][5]: invalid_approval_requirement",
            "6: [Broken section: invalid_section_format",
            "9: malformed: invalid_section_owner_format",
            "11: no: malformed_entry_owner",
        ]
    );
    assert_eq!(
        rules(text),
        ["-: *.rb > ", ": a > @x", "O: b > @y", "O: c > ", "O: d > ", "S: e > ", "S: *.js > @z"]
    );
}

#[test]
fn a_comment_after_owners_is_read_as_owners() {
    let text = "*.rb @a # ask @b\n!x.rb # not needed\n";
    assert_eq!(faults(text), ["1: # ask @b: malformed_entry_owner"]);
    assert_eq!(rules(text), ["-: *.rb > @a @b", "-: !x.rb > "]);
}

#[test]
fn what_gitlab_ignores_after_a_header_is_marked() {
    assert_eq!(faults("[A][q] @x\nz @y\n"), ["1: [q] @x: "]);
    assert_eq!(faults("[A] @x, @y\n"), ["1: , @y: "]);
    assert_eq!(faults("[ab]*.rb @x\n"), ["1: *.rb @x: "]);
    assert_eq!(faults("[A] @x # comment\n[B]# comment\n"), [""; 0]);
}

#[test]
fn sections_merge_in_any_case_and_defaults_are_of_the_header_above() {
    let text = "[Docs] @a\nx\n[Other]\ny @o\n[DOCS][2]\nz @b\n[codeowners]\nw @c\n";
    assert_eq!(rules(text), ["Docs: x > @a", "Other: y > @o", "Docs: z > @b", "-: w > @c"]);
    let approvals: Vec<_> = read(text).0.rules.iter().map(|rule| rule.approvals).collect();
    assert_eq!(approvals, [None, None, Some(2), None]);
}

#[test]
fn a_section_is_optional_when_all_its_entries_are() {
    let text = "^[A]\nx @a\n[B]\nx @a\n^[B]\ny @a\n[C]\n^[C]\nz @a\n^[D]\n";
    let optional: Vec<_> = read(text).0.sections.iter().map(|it| it.is_optional).collect();
    assert_eq!(optional, [false, true, false, true, false]);
}

#[test]
fn a_repeated_pattern_keeps_the_place_of_the_first() {
    let (file, _) = read("*.rb @a\nlib/ @b\n/**/*.rb @c\n[S]\n*.rb @d\n");
    let places: Vec<_> = file.rules.iter().map(|it| (it.precedence, it.is_replaced)).collect();
    assert_eq!(places, [(0, true), (1, false), (0, false), (3, false)]);
}

#[test]
fn an_unclosed_set_matches_nothing_and_is_skipped() {
    assert_eq!(faults("/a[b/c @x\n"), ["1: [: "]);
    assert_eq!(rules("/a[b/c @x\n\\[a @y\n"), ["-: \\[a > @y"]);
}

#[test]
fn an_unknown_role_is_marked_but_shown() {
    assert_eq!(faults("x @@reporter\ny @@Owners\n"), ["1: @@reporter: malformed_entry_owner"]);
    assert_eq!(rules("x @@reporter\n"), ["-: x > @@reporter"]);
}

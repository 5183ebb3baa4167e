use proptest::collection::vec;
use proptest::prelude::*;

use super::packed::PackedReferences;
use super::*;

fn scopes() -> impl Strategy<Value = Vec<Scope>> {
    let kind = prop_oneof![
        Just(ScopeKind::Block),
        (0..400_u32).prop_map(ScopeKind::Module),
        (0..400_u32).prop_map(ScopeKind::Macro),
    ];
    let inner = (0..9_u32, kind, any::<bool>());
    vec(inner, 0..6).prop_map(|inner| {
        let scope = |(parent, kind, is_test)| Scope { parent, kind, is_test };
        std::iter::once(Scope::FILE).chain(inner.into_iter().map(scope)).collect()
    })
}

type ImportParts = ((u32, usize, usize), (String, String, String), (u8, bool, bool), (u32, u32));

fn import_parts() -> impl Strategy<Value = ImportParts> {
    (
        (0..7_u32, 0..ImportForm::ALL.len(), 0..Visibility::ALL.len()),
        ("\\PC{0,20}", "\\PC{0,9}", "[a-c]{0,2}"),
        (0..4_u8, any::<bool>(), any::<bool>()),
        (0..90_000_u32, 0..300_u32),
    )
}

type PathParts = (u32, usize, bool, String, u32);

fn references<'a>(
    scopes: Vec<Scope>,
    imports: &'a [ImportParts],
    paths: &'a [PathParts],
) -> References<'a> {
    let mut at = 0;
    let imports = imports.iter().map(|((scope, form, visibility), texts, flags, (gap, len))| {
        at += gap;
        Import {
            scope: *scope,
            form: ImportForm::ALL[*form],
            visibility: Visibility::ALL[*visibility],
            from: &texts.0,
            name: &texts.1,
            bound: &texts.2,
            adjacent: flags.0,
            is_test: flags.1,
            is_type_only: flags.2,
            range: TextRange::new(at, at + len),
        }
    });
    let imports = imports.collect();
    let mut at = 0;
    let paths = paths.iter().map(|(scope, kind, is_in_macro_definition, path, gap)| {
        at += gap;
        let kind = ReferenceKind::ALL[*kind];
        Reference {
            scope: *scope,
            kind,
            is_in_macro_definition: *is_in_macro_definition,
            path,
            of_type: if kind == ReferenceKind::Member { path.trim_start_matches('a') } else { "" },
            start: at,
        }
    });
    References { scopes, imports, paths: paths.collect() }
}

proptest! {
    #[test]
    fn unpacked_is_what_was_packed(
        scopes in scopes(),
        imports in vec(import_parts(), 0..20),
        paths in vec((0..5_u32, 0..ReferenceKind::ALL.len(), any::<bool>(), "[a-d:]{1,4}", 0..70_000_u32), 0..60),
    ) {
        let references = references(scopes, &imports, &paths);
        let packed = PackedReferences::new(&references);
        prop_assert_eq!(packed.unpack(), references);
    }
}

#[test]
fn each_form_and_kind_is_found_by_its_number() {
    for (number, form) in ImportForm::ALL.into_iter().enumerate() {
        assert_eq!(form as usize, number);
    }
    for (number, kind) in ReferenceKind::ALL.into_iter().enumerate() {
        assert_eq!(kind as usize, number);
    }
    assert_eq!(ReferenceKind::Member as usize + 1, ReferenceKind::ALL.len());
    assert_eq!(ImportForm::Expansion as usize + 1, ImportForm::ALL.len());
}

#[test]
fn places_are_no_part_of_the_shape() {
    let import = |gap| {
        [((0, 0, 0), ("a".to_owned(), "b".to_owned(), "b".to_owned()), (1, false, false), (gap, 1))]
    };
    let path = |gap| [(0, 1, false, "b".to_owned(), gap)];
    let shape = |imports: &[ImportParts], paths: &[PathParts]| {
        PackedReferences::new(&references(vec![Scope::FILE], imports, paths)).shape().to_vec()
    };
    assert_eq!(shape(&import(5), &path(90)), shape(&import(7_000), &path(9)));
    let mut other = path(90);
    other[0].3 = "c".to_owned();
    assert_ne!(shape(&import(5), &path(90)), shape(&import(5), &other));
}

//! What well-known types do with what they are given.

/// Types of the language that hold what they are given, and do nothing else with it.
pub(super) const HOLDERS: [&str; 24] = [
    "Array",
    "ReadonlyArray",
    "ArrayLike",
    "Promise",
    "PromiseLike",
    "Awaited",
    "Set",
    "ReadonlySet",
    "Map",
    "ReadonlyMap",
    "WeakMap",
    "WeakRef",
    "Iterable",
    "AsyncIterable",
    "Iterator",
    "AsyncIterator",
    "IterableIterator",
    "AsyncIterableIterator",
    "Generator",
    "AsyncGenerator",
    "ReadableStream",
    "CustomEvent",
    "MessageEvent",
    "NoInfer",
];

/// Types whose values are given the properties that they are written with. Sources: `@types/react`, Preact, Vue.
pub(super) const COMPONENTS: [&str; 8] = [
    "FC",
    "FunctionComponent",
    "FunctionalComponent",
    "VFC",
    "ComponentClass",
    "ComponentType",
    "ForwardRefExoticComponent",
    "NamedExoticComponent",
];

/// What a component takes, with what React adds to it. Source: `@types/react`.
pub(super) const PROPERTIES: [&str; 3] = ["PropsWithChildren", "PropsWithoutRef", "PropsWithRef"];

/// Those of them that whoever has one may put more into.
pub(super) const FILLED: [&str; 4] = ["Array", "Set", "Map", "WeakMap"];

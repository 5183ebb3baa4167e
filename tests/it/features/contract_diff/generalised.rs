//! Functions that take a type parameter where they took one type, and callbacks.

use super::{ADDITIVE, ADDITIVE_LIKELY, BREAKING, Case, LIKELY, UNKNOWN};

pub(super) const CASES: &[Case] = &[
    (
        "parameter_wider",
        "pub fn f(x: &str) {}",
        "pub fn f<T: AsRef<str>>(x: T) {}",
        ADDITIVE_LIKELY,
    ),
    (
        "parameter_wider",
        "pub fn f(x: &str) {}",
        "pub fn f<T: AsRef<str> + ?Sized>(x: &T) {}",
        ADDITIVE_LIKELY,
    ),
    (
        "parameter_wider",
        "pub struct A; impl A { pub fn f(&self, x: String) {} }",
        "pub struct A; impl A { pub fn f<T>(&self, x: T) where T: Into<String> {} }",
        ADDITIVE_LIKELY,
    ),
    (
        "parameter_wider",
        "pub fn f(x: usize) {}",
        "pub fn f<T: Into<Option<usize>>>(x: T) {}",
        ADDITIVE_LIKELY,
    ),
    (
        "parameter_wider",
        "pub fn f(x: &[u8]) {}",
        "pub fn f<'a, I: IntoIterator<Item = &'a u8>>(x: I) {}",
        ADDITIVE_LIKELY,
    ),
    (
        "parameter_wider",
        "pub fn f(x: std::collections::HashMap<u8, String>) {}",
        "pub fn f(x: impl IntoIterator<Item = (u8, String)>) {}",
        ADDITIVE_LIKELY,
    ),
    (
        "parameter_wider",
        "pub fn f(x: u8) -> u8 { x }",
        "pub fn f<T: Copy>(x: T) -> T { x }",
        ADDITIVE_LIKELY,
    ),
    // A `&mut W` is a `Write` as well.
    (
        "parameter_wider",
        "pub fn f<W: std::io::Write>(w: &mut W) {}",
        "pub fn f<W: std::io::Write>(w: W) {}",
        ADDITIVE_LIKELY,
    ),
    (
        "parameter_type_changed",
        "pub fn f<W: std::io::Write + Clone>(w: &mut W) {}",
        "pub fn f<W: std::io::Write + Clone>(w: W) {}",
        LIKELY,
    ),
    // A type that moved, and left its name behind.
    (
        "item_added",
        "pub mod io { pub struct Limits { pub most: u8 } } pub mod other { pub struct Limits; } pub mod png { use super::io::Limits; pub fn f(x: Limits) {} }",
        "pub mod io { #[deprecated] pub type Limits = super::Limits; } pub struct Limits { pub most: u8 } pub mod other { pub struct Limits; } pub mod png { use super::Limits; pub fn f(x: Limits) {} }",
        ADDITIVE,
    ),
    // What a type of the crate has, or what it has has, is not followed.
    (
        "parameter_type_changed",
        "pub struct A; pub fn f(x: A) {}",
        "pub struct A; pub fn f<T: Into<Vec<u8>>>(x: T) {}",
        UNKNOWN,
    ),
    (
        "parameter_type_changed",
        "pub fn f(x: &[u8]) {}",
        "pub fn f<I: IntoIterator>(x: I) where I::Item: Into<u32> {}",
        UNKNOWN,
    ),
    (
        "parameter_type_changed",
        "pub struct B; pub fn f(x: u16) {}",
        "pub struct B; impl From<u16> for B { fn from(_: u16) -> B { B } } pub fn f<T: Into<B>>(x: T) {}",
        UNKNOWN,
    ),
    (
        "parameter_wider",
        "pub fn f(x: u16) {}",
        "pub trait Space {} impl Space for u16 {} pub fn f<T: Space>(x: T) {}",
        ADDITIVE_LIKELY,
    ),
    // A literal is an `i32`, which is no `u64`.
    ("parameter_type_changed", "pub fn f(x: u64) {}", "pub fn f<T: Into<u64>>(x: T) {}", LIKELY),
    ("parameter_type_changed", "pub fn f(x: u64) {}", "pub fn f(x: impl Into<u64>) {}", LIKELY),
    (
        "parameter_type_changed",
        "pub fn f(x: &[u8]) {}",
        "pub fn f<I: IntoIterator<Item = u8>>(x: I) {}",
        LIKELY,
    ),
    // What has no size is no `T`.
    ("generics_changed", "pub fn f(x: &str) {}", "pub fn f<T: AsRef<str>>(x: &T) {}", BREAKING),
    // Nothing that is given says what it is.
    (
        "generics_changed",
        "pub fn f() -> u8 { 0 }",
        "pub fn f<T: From<u8>>() -> T { 0.into() }",
        BREAKING,
    ),
    // Who implements a trait writes its functions as they are.
    (
        "generics_changed",
        "pub trait A { fn f(&self, x: &str); }",
        "pub trait A { fn f<T: AsRef<str>>(&self, x: T) where Self: Sized; }",
        BREAKING,
    ),
];

pub(super) const TYPESCRIPT: &[Case] = &[
    (
        "generic_added_with_default",
        "export interface Q<K = string> { key?: K } export class C { f(q?: Q): number { return 0 } }",
        "export interface Q<K = string> { key?: K } export class C { f<T extends Q<any> = Q>(q?: T): number { return 0 } }",
        ADDITIVE,
    ),
    (
        "generic_added_with_default",
        "export interface Q { key?: string } export declare function f<A>(q: Q): A;",
        "export interface Q { key?: string } export declare function f<A, T extends Q = Q>(q: T): A;",
        ADDITIVE,
    ),
    // Who writes the others is given the default.
    (
        "parameter_type_changed",
        "export interface Q { key?: string } export declare function f<A>(q: Q): A;",
        "export interface Q { key?: string } export declare function f<A, T extends Q = { key: string }>(q: T): A;",
        LIKELY,
    ),
    (
        "parameter_type_changed",
        "export declare function f(x: string | number): void;",
        "export declare function f<T extends string>(x: T): void;",
        LIKELY,
    ),
    (
        "result_narrower",
        "export declare function f<T>(x: T): T | undefined;",
        "export declare function f<T>(x: T): NoInfer<T> | undefined;",
        ADDITIVE_LIKELY,
    ),
    // Who writes a callback may leave out what it is given; who calls it cannot.
    (
        "parameter_required",
        "export interface O { onError?: (error: Error) => void }",
        "export interface O { onError?: (error: Error, again: boolean) => void }",
        LIKELY,
    ),
    (
        "parameter_required",
        "export type O = { onError?: (error: Error) => void }",
        "export type O = { onError?: (error: Error, again: boolean) => void }",
        LIKELY,
    ),
    (
        "parameter_required",
        "export interface O { write(line: string): void }",
        "export interface O { write(line: string, level: number): void }",
        BREAKING,
    ),
];

/// What nobody feels.
pub(super) const NONE: &[(&str, &str)] = &[
    // The way to a module that a glob brings is no part of what a type is.
    (
        "pub mod bar { pub struct Set; } pub mod all { pub use super::bar; } pub mod chart { use super::all::*; pub fn f(x: bar::Set) {} }",
        "pub mod bar { pub struct Set; } pub mod all { pub use super::bar; } pub mod chart { use super::bar; pub fn f(x: bar::Set) {} }",
    ),
    // Nor is a module through which a crate has the standard library.
    (
        "mod lib { pub use std::*; pub use std::vec::Vec as List; } use self::lib::{fmt, pin::Pin, task::{Context, Poll}}; pub struct A; impl fmt::Debug for A { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { Ok(()) } } pub fn f<T: fmt::Display>(x: Pin<&mut T>, y: &mut Context<'_>) -> Poll<Vec<u8>> { todo!() }",
        "use core::{fmt, pin::Pin, task::{Context, Poll}}; pub struct A; impl fmt::Debug for A { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { Ok(()) } } pub fn f<T: fmt::Display>(x: Pin<&mut T>, y: &mut Context<'_>) -> Poll<Vec<u8>> { todo!() }",
    ),
    (
        "mod lib { pub use std::*; } use self::lib::{error::Error, fmt}; #[derive(Debug)] pub struct A; impl fmt::Display for A { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { Ok(()) } } impl Error for A {} pub struct B<T>(T); impl<T> B<T> where T: fmt::Display { pub fn show(&self) {} }",
        "use std::{error, fmt}; #[derive(Debug)] pub struct A; impl fmt::Display for A { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { Ok(()) } } impl error::Error for A {} pub struct B<T>(T); impl<T> B<T> where T: fmt::Display { pub fn show(&self) {} }",
    ),
    // What stands under two conditions is compared under each.
    (
        "pub trait A { #[cfg(unix)] type E: std::error::Error; #[cfg(not(unix))] type E: Clone; }",
        "pub trait A { #[cfg(not(unix))] type E: Clone; #[cfg(unix)] type E: std::error::Error; }",
    ),
    ("pub fn f(x: libc::c_int) {}", "pub fn f(x: std::ffi::c_int) {}"),
    (
        "#[cfg_attr(unix, derive(serde::Serialize))] pub struct A;",
        "#[cfg_attr(unix, derive(serde_derive::Serialize))] pub struct A;",
    ),
    // A trait that nobody else can name may be called otherwise, and promise something else.
    (
        "mod sealed { pub trait IntoScheme { fn into_scheme(self) -> u8; } struct Own; impl<T: Into<String>> IntoScheme for T { fn into_scheme(self) -> u8 { 0 } } } pub fn f<T: sealed::IntoScheme>(x: T) {}",
        "mod sealed { pub trait IntoProxy { fn into_proxy(self) -> u16; } impl<T: Into<String>> IntoProxy for T { fn into_proxy(self) -> u16 { 0 } } } pub fn f<T: sealed::IntoProxy>(x: T) {}",
    ),
];

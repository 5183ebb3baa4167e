//! The language server's face: typed transport behind four guards.

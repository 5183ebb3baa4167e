//! The command line's face.

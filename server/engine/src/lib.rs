//! The World and the pure queries over it. No IO, clock or threads.

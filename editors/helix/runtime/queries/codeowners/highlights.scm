; inherits: git-ignore

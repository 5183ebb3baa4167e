-- Neovim 0.11 knows no such file type, and a server is started by file type.
vim.filetype.add({ filename = { CODEOWNERS = "codeowners" } })

-- How Neovim 0.11 and later start Boundstone: `vim.lsp.enable("boundstone")`.
---@type vim.lsp.Config
return {
  cmd = { "boundstone", "lsp" },
  filetypes = {
    "codeowners",
    "javascript",
    "javascriptreact",
    "markdown",
    "rust",
    "toml",
    "typescript",
    "typescriptreact",
  },
  -- The first one wins: a boundstone.toml marks the root only where there is no repository.
  root_markers = { ".git", "boundstone.toml" },
}

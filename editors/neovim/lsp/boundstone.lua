-- How Neovim 0.11 and later start Boundstone: `vim.lsp.enable("boundstone")`.
---@type vim.lsp.Config
local config = {
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

-- Neovim 0.12 follows the server's wish to ask for code lenses again; before, nobody does.
if not vim.lsp.codelens.enable then
  config.capabilities = { workspace = { codeLens = { refreshSupport = true } } }
  config.handlers = {
    ["workspace/codeLens/refresh"] = function(_, _, context)
      require("boundstone.lenses").refresh_all(context.client_id)
      return vim.NIL
    end,
  }
else
  -- Neovim 0.12, told that findings have changed, asks for those of the closed files alone, and goes on
  -- showing the old ones of the open files. Told that it cannot be told, the server sends them itself.
  config.capabilities = { workspace = { diagnostics = { refreshSupport = false } } }
end

-- A click on a lens that counts uses opens the quickfix list; the server is told, so that it asks nobody.
config.commands = {
  ["boundstone.showCrossings"] = function(...)
    require("boundstone.crossings").show(...)
  end,
}
config.capabilities.experimental = { commands = { commands = { "boundstone.showCrossings" } } }

-- Neovim 0.11 shows the hovers of several servers together.
if vim.fn.has("nvim-0.11") == 0 then
  config.handlers["textDocument/hover"] = function(...)
    require("boundstone.hover").show(...)
  end
end

return config

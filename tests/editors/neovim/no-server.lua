-- Neovim with Boundstone's plugin, and without its program.
-- Run by tests/editors/neovim/run: nvim --headless --clean -l no-server.lua SHOP BOUNDSTONE

local shop = arg[1]

local check = dofile(vim.fs.joinpath(vim.fs.dirname(arg[0]), "driver.lua")).check

vim.o.swapfile = false
local missing = shop .. "/no-such-program"
require("boundstone").setup({ cmd = { missing, "lsp" } })

vim.cmd.edit(vim.fn.fnameescape(shop .. "/crates/orders/src/lib.rs"))
check(#vim.lsp.get_clients({ name = "boundstone" }) == 0, "no server serves the file")
vim.api.nvim_buf_set_lines(0, -1, -1, false, { "// still here" })
vim.cmd.write()
local saved = table.concat(vim.fn.readfile(shop .. "/crates/orders/src/lib.rs"), "\n")
check(saved:find("// still here", 1, true), "text is typed and saved", saved)

local told
vim.notify = function(message)
  told = message
end
vim.cmd("Boundstone decisions")
check(told and told:find("no server runs", 1, true), "the command says that no server runs", told)

vim.cmd("checkhealth boundstone")
local health = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n")
check(health:find("ERROR", 1, true) and health:find(missing, 1, true), "checkhealth says what is missing", health)
os.exit(0)

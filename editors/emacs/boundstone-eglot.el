;;; boundstone-eglot.el --- Who owns this, and what was decided about it  -*- lexical-binding: t -*-

;;; Commentary:

;; Tells Eglot of `boundstone lsp', for the files that no other server reads: ownership files, contracts
;; and other TOML, decision records.  The README beside this file says what to do for code.

;;; Code:

(require 'eglot)
(require 'conf-mode)

(defgroup boundstone nil
  "Who owns this code, what has it promised, and what was decided about it."
  :group 'eglot)

(defcustom boundstone-command '("boundstone" "lsp")
  "The program that serves, and its arguments."
  :type '(repeat string))

(define-derived-mode codeowners-mode conf-space-mode "CODEOWNERS"
  "For the ownership files of GitHub and GitLab.")

(add-to-list 'auto-mode-alist '("/CODEOWNERS\\'" . codeowners-mode))

(defun boundstone-serve (&rest modes)
  "Let Eglot start Boundstone, and no other server, in MODES."
  (add-to-list 'eglot-server-programs
               (cons modes (lambda (&rest _) boundstone-command))))

(boundstone-serve 'codeowners-mode 'conf-toml-mode 'toml-ts-mode 'markdown-mode 'gfm-mode)

(dolist (hook '(codeowners-mode-hook conf-toml-mode-hook toml-ts-mode-hook markdown-mode-hook))
  (add-hook hook #'eglot-ensure))

(provide 'boundstone-eglot)
;;; boundstone-eglot.el ends here

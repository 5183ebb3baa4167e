;;; A session in a real Emacs with Eglot, on a copy of tests/fixtures/shop  -*- lexical-binding: t -*-
;; Run by tests/editors/emacs/run: emacs --batch -Q -l boundstone-eglot.el -l session.el SHOP BOUNDSTONE

(require 'flymake)
(require 'xref)

;; Ten times what a person would wait for; only a server that does not answer ever takes so long.
(defconst liveness-seconds 60)
(defconst poll-seconds 0.05)

(setq native-comp-jit-compilation nil
      boundstone-command (list (nth 1 command-line-args-left) "lsp"))
(defvar shop (file-name-as-directory (file-truename (nth 0 command-line-args-left))))
(setq command-line-args-left nil)

(defun not-ok (what &optional seen)
  (message "not ok: %s%s" what (if seen (format "\nseen: %S" seen) ""))
  (kill-emacs 1))

(defun eventually (what probe)
  "Wait until PROBE gives something, and give that back."
  (let ((end (+ (float-time) liveness-seconds)) result)
    (while (not (setq result (funcall probe)))
      (when (> (float-time) end) (not-ok what))
      (accept-process-output nil poll-seconds))
    (message "ok: %s" what)
    result))

(defun contains (text words)
  (and (stringp text) (seq-every-p (lambda (word) (string-search word text)) words)))

(defun open (path)
  (find-file (expand-file-name path shop))
  (unless (eglot-current-server)
    ;; What `eglot-ensure' does after the command that opened the file.
    (apply #'eglot (eglot--guess-contact))))

(defun put-cursor-on (text)
  (goto-char (point-min))
  (search-forward text)
  (goto-char (match-beginning 0)))

(defun hover-says (words)
  "Ask as ElDoc does, until the answer has all WORDS."
  (let (said asked)
    (lambda ()
      (or (contains said words)
          (prog1 nil
            (when (or said (not asked))
              (setq said nil asked t)
              (eglot-hover-eldoc-function
               (lambda (text &rest _) (setq said (or text "")))))
            (accept-process-output nil poll-seconds))))))

(defun diagnostic-with (words)
  (lambda ()
    (flymake-start)
    (accept-process-output nil poll-seconds)
    (seq-find (lambda (found) (contains (flymake-diagnostic-text found) words)) (flymake-diagnostics))))

;; The package of this name is not part of Emacs; what matters here is that code has a mode.
(define-derived-mode rust-mode prog-mode "Rust")
(add-to-list 'auto-mode-alist '("\\.rs\\'" . rust-mode))
(boundstone-serve 'rust-mode)

(message "# Emacs %s" emacs-version)
(open "crates/payments/src/ledger.rs")
(eventually "the server starts for a Rust file" #'eglot-current-server)
(put-cursor-on "record(&mut")
(eventually "hover tells boundary, owner, stability and decision"
            (hover-says '("payments" "@shop/payments" "stable" "ADR-0003")))

(put-cursor-on "ADR-0003")
(let ((found (eventually "there is a definition of a mention"
                         (lambda () (xref-backend-definitions 'eglot (xref-backend-identifier-at-point 'eglot))))))
  (let ((file (xref-location-group (xref-item-location (car found)))))
    (if (string-suffix-p "docs/adr/0003-the-ledger-is-append-only.md" file)
        (message "ok: it is the record")
      (not-ok "it is the record" file))))

(open "crates/orders/src/checkout.rs")
(let ((found (eventually "a mention of a superseded decision is a warning" (diagnostic-with '("superseded" "ADR-0004")))))
  (let ((text (buffer-substring (flymake-diagnostic-beg found) (flymake-diagnostic-end found))))
    (if (equal text "ADR-0002") (message "ok: on exactly the mention")
      (not-ok "on exactly the mention" text))))

(put-cursor-on "Order {")
(eventually "hover on an item tells which boundaries use it"
            (hover-says '("by 2 boundaries" "desk" "shipping")))
(let* ((found (eventually "there are references of an item"
                          (lambda () (xref-backend-references 'eglot (xref-backend-identifier-at-point 'eglot)))))
       (files (mapcar (lambda (it) (xref-location-group (xref-item-location it))) found)))
  (if (seq-some (lambda (file) (string-suffix-p "crates/desk/src/lib.rs" file)) files)
      (message "ok: they are its crossings")
    (not-ok "they are its crossings" files)))

(open "crates/desk/src/lib.rs")
(put-cursor-on "Order as Ordered")
(eventually "hover on a use tells who owns it, and through whom it is reached"
            (hover-says '("@shop/orders" "reached through shipping")))

(open ".github/CODEOWNERS")
(if (eq major-mode 'codeowners-mode) (message "ok: CODEOWNERS has a mode")
  (not-ok "CODEOWNERS has a mode" major-mode))
(eventually "a rule that matches no file is a warning" (diagnostic-with '("/crates/invoicing/")))

(open "crates/shipping/boundary.toml")
(eventually "an unknown key in a contract is said" (diagnostic-with '("decision")))

(let ((servers (apply #'append (hash-table-values eglot--servers-by-project))))
  (dolist (server servers)
    ;; From a buffer of that server, as a user does it.
    (with-current-buffer (car (eglot--managed-buffers server))
      (eglot-shutdown server)))
  (eventually "the servers end when they are asked to"
              (lambda () (not (seq-some #'jsonrpc-running-p servers)))))
(kill-emacs 0)

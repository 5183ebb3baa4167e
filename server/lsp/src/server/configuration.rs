//! The client's settings: as it says them, or as it is asked for them.

use std::sync::{Arc, RwLock};

use tokio::sync::mpsc::UnboundedSender;
use tower_lsp::ls_types::{ConfigurationItem, MessageType};

use super::Server;
use crate::publish::Noticed;
use crate::settings::{SECTION, Settings};

impl Server {
    pub(super) fn settings(&self) -> Settings {
        self.settings.read().map_or_else(|poisoned| *poisoned.into_inner(), |settings| *settings)
    }

    pub(super) fn set_settings(&self, value: &serde_json::Value) {
        match Settings::read(value) {
            Ok(new) => set(&self.settings, self.notices.get(), new),
            Err(message) => {
                let connection = self.connection.clone();
                tokio::spawn(async move {
                    connection.show_message(MessageType::WARNING, message).await
                });
            }
        }
    }

    /// Asks the client for its settings; the answer comes back in its own task.
    pub(super) fn fetch_settings(&self) {
        if !self.client().has_configuration {
            return;
        }
        let (connection, settings) = (self.connection.clone(), Arc::clone(&self.settings));
        let notices = self.notices.get().cloned();
        tokio::spawn(async move {
            let item = ConfigurationItem { scope_uri: None, section: Some(SECTION.to_owned()) };
            let values = match connection.configuration(vec![item]).await {
                Ok(values) => values,
                Err(error) => return tracing::info!(%error, "the client has no settings for us"),
            };
            match Settings::read(&values.into_iter().next().unwrap_or_default()) {
                Ok(new) => set(&settings, notices.as_ref(), new),
                Err(message) => connection.show_message(MessageType::WARNING, message).await,
            }
        });
    }
}

/// Takes new settings, and has what was told the client told again.
fn set(settings: &RwLock<Settings>, notices: Option<&UnboundedSender<Noticed>>, new: Settings) {
    let mut settings = settings.write().unwrap_or_else(|poisoned| poisoned.into_inner());
    if std::mem::replace(&mut *settings, new) != new {
        notices.map(|notices| notices.send(Noticed::Settings));
    }
}

-- Messages by WhatsApp wait in the same queue; their recipient is a telephone number.
ALTER TABLE mail_letter ADD COLUMN channel TEXT NOT NULL DEFAULT 'mail'
    CHECK (channel IN ('mail', 'whatsapp'));
CREATE INDEX mail_letter_channel ON mail_letter (channel, state, due_at);
DROP INDEX mail_letter_due;

import Access
import Kernel
package import Storage

extension Transaction {
    /// Erases the words of messages whose time has come; that something was told, when and by which ways stays. Gives their number.
    func eraseOldMessages(limit: Int = 1000) throws -> Int {
        try execute(
            """
            UPDATE outbox_message SET sealed = NULL WHERE id IN (
                SELECT id FROM outbox_message WHERE sealed IS NOT NULL AND erase_at <= \(now) ORDER BY erase_at LIMIT \(limit))
            """)
    }

    /// Erases every message to an account's login or to a bare address; what still waits is not sent. Gives the number of messages.
    package func forgetMessages(to reference: String, by actor: Int64) throws -> Int {
        let mark = try addressMark(reference)
        let account = try account(login: reference)?.account.id
        let emptied = try execute(
            """
            UPDATE outbox_message SET sealed = NULL, address_mark = NULL
            WHERE sealed IS NOT NULL AND (address_mark = \(mark) OR account_id = \(account ?? ID(0)))
            """)
        if emptied > 0, let account { try record(LedgerEntry("outbox.forgotten", "account", account, by: actor)) }
        return emptied
    }
}

package import Access
import Kernel
package import Storage

/// To which of their names a person's letters go. What is kept is a mark of the name and no address; it holds for as long as the name
/// is the account's.
extension Transaction {
    /// Where the person is reached on that way: at the name that they chose for it, else at the one by which the account was made. Nil
    /// where that is no address of this kind.
    package func messageAddress(of account: Account, by channel: MessageChannel) throws -> String? {
        try chosenAddress(of: account, by: channel) ?? MessageAddress.of(account.login, by: channel)
    }

    /// Nil where they have not chosen, or the name is theirs no longer.
    package func chosenAddress(of account: Account, by channel: MessageChannel) throws -> String? {
        let mark = try row("SELECT address_mark FROM outbox_address WHERE account_id = \(account.id) AND channel = \(channel)") {
            try $0.blob("address_mark")
        }
        guard let mark else { return nil }
        return try addressesOffered(to: account, by: channel).first { try addressMark($0) == mark }
    }

    /// The account's names to which letters can go on that way.
    package func addressesOffered(to account: Account, by channel: MessageChannel) throws -> [String] {
        try logins(of: account).filter { MessageAddress.of($0, by: channel) != nil }
    }

    /// Letters go there from the next one on; nil: to the name by which the account was made. Refuses what is none of the person's names.
    package func choose(_ address: String?, of account: Account, by channel: MessageChannel) throws {
        try execute("DELETE FROM outbox_address WHERE account_id = \(account.id) AND channel = \(channel)")
        guard let address else { return }
        guard try addressesOffered(to: account, by: channel).contains(address) else {
            throw Refusal(
                .invalid, "address-not-yours", "只能选择您自己的登录名。要用别的地址，请管理员先把它加为您的登录名。",
                "Choose one of your own names. For another address, have an administrator add it to your account first.", field: channel.rawValue)
        }
        try execute("INSERT INTO outbox_address (account_id, channel, address_mark) VALUES (\(account.id), \(channel), \(addressMark(address)))")
    }

    /// Whether the server that was started last reaches the person by mail or by text message.
    package func canReach(_ account: Account) throws -> Bool {
        let ways = Set(try outboxWays().map(\.channel))
        return try [MessageChannel.mail, .sms].contains { way in
            guard ways.contains(way) else { return false }
            return try messageAddress(of: account, by: way) != nil
        }
    }
}

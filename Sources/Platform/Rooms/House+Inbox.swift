import Outbox
package import Web

extension House {
    /// One's messages, in the frame of the desk.
    package static let inbox = SiteFrame.Inbox("/desk/messages") { tx, account in try tx.unreadMessages(of: account) }
}

import Kernel

/// By which ways this program can send, and where it is reached.
package struct OutboxSettings: Sendable {
    package var mail: MailServer?
    package var sms: Gateway?
    package var messenger: Gateway?
    /// `https://kepu.example`, without a slash at the end: before the paths of links.
    package var site: String
    /// Whether webhooks may go to this machine itself, by http: for those who write a receiver.
    package var takesLoopback = false

    package init(site: String) { self.site = site }
}

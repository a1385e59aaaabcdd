package import Kernel
import Storage

/// Where a message stands on one of its ways.
package enum DeliveryState: String, Sendable, CaseIterable, Hashable, SQLConvertible {
    /// For its first try, or for the next one.
    case waiting
    /// A try has begun and its end is not written down yet.
    case sending
    /// The other side has taken it over.
    case sent
    /// For the day's digest.
    case digest
    /// It went out in a digest.
    case digested
    /// Nobody knows whether the other side took it, and it is not tried again by itself.
    case unsure
    /// It is not tried any more: refused, or too often in vain.
    case dead
    /// The way was not set up when it should have gone out.
    case off

    package var title: Phrase {
        switch self {
        case .waiting: Phrase("等待发送", "Waiting")
        case .sending: Phrase("正在发送", "Being sent")
        case .sent: Phrase("已发出", "Sent")
        case .digest: Phrase("待汇总", "For the digest")
        case .digested: Phrase("已汇总发出", "Sent in a digest")
        case .unsure: Phrase("结果不明", "Unsure")
        case .dead: Phrase("发送失败", "Failed")
        case .off: Phrase("渠道未启用", "Not set up")
        }
    }

    /// Whether a person may have it sent again.
    package var mayGoAgain: Bool { [.dead, .unsure, .off, .sent].contains(self) }
}

package import Kernel
import Storage

/// How a person wants to be told of one kind of thing.
package enum MessagePace: String, Sendable, CaseIterable, Hashable, SQLConvertible {
    case now, digest, program

    package var title: Phrase {
        switch self {
        case .now: Phrase("立即发送", "At once")
        case .digest: Phrase("每日汇总（早上 7 点）", "In a daily digest (at 7 in the morning)")
        case .program: Phrase("仅在系统内显示", "Only in the program")
        }
    }
}

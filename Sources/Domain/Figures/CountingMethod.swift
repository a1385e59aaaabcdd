package import Kernel

/// How a counted claim came about (counting.md §2), the surest first. *Booked* is none of them.
package enum CountingMethod: String, Sendable, CaseIterable {
    case measured, reported, estimated

    package var title: Phrase {
        switch self {
        case .measured: Phrase("实测", "Measured")
        case .reported: Phrase("上报", "Reported")
        case .estimated: Phrase("估算", "Estimated")
        }
    }

    /// What it means, in one sentence.
    package var meaning: Phrase {
        switch self {
        case .measured: Phrase("由检票、闸机或播放器逐一记录", "recorded one by one: scans, gates, players")
        case .reported: Phrase("由承办单位清点后填报", "counted and reported by the host")
        case .estimated: Phrase("由人估计，或由公式推算", "estimated by a person or a formula")
        }
    }
}

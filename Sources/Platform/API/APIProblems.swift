package import Kernel
import Web

extension Refusal {
    /// A parameter that the address does not have.
    static func noParameter(_ name: String) -> Refusal {
        Refusal(.invalid, "parameter-unknown", Query.noFilter(name), field: String(name.prefix(60)))
    }

    static func parameterTwice(_ name: String) -> Refusal {
        Refusal(
            .invalid, "parameter-twice", "参数“\(name)”出现了不止一次。请只保留一个。", "The parameter “\(name)” stands more than once. Leave one of them.", field: name)
    }

    package static func parameterValue(_ name: String, _ says: Phrase) -> Refusal { Refusal(.invalid, "parameter-value", says, field: name) }

    package static let cursorUnknown = Refusal(
        .invalid, "cursor-unknown", "参数“cursor”不是本站为这个问题给出的。请从第一页重新开始，沿 next 前进。",
        "The parameter “cursor” is none that this site gave for this question. Begin again with the first page and follow “next”.", field: "cursor")

    static func tooManyRequests(_ limit: Int, wait: Int) -> Refusal {
        Refusal(
            .tooMany, "rate-limit", "每分钟最多 \(limit) 次请求。请在 \(wait) 秒后再试。",
            "At most \(limit) requests a minute are taken. Try again in \(wait) s.")
    }
}

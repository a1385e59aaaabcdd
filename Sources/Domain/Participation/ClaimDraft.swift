package import Activities
package import Kernel

/// What a person states about a quantity: a report or an estimate, with what stands behind it.
package struct ClaimDraft: Sendable {
    package var activity: ID<Activity>
    /// Nil is the activity as a whole.
    package var session: ID<ActivitySession>?
    package var indicator: String
    package var value: Int64
    /// `reported` or `estimated`; the program makes the others.
    package var method: ClaimMethod
    package var reason: String
    package var evidence: Evidence?

    package init(
        activity: ID<Activity>, session: ID<ActivitySession>?, indicator: String = "visits", value: Int64, method: ClaimMethod = .reported,
        reason: String = "", evidence: Evidence? = nil
    ) {
        (self.activity, self.session, self.indicator, self.value) = (activity, session, indicator, value)
        (self.method, self.reason, self.evidence) = (method, reason, evidence)
    }

    /// The most that one claim may state: ten thousand million.
    package static let most: Int64 = 10_000_000_000

    /// Refuses an unknown indicator, a value below 0 or beyond reason, and methods that only the program uses.
    package func check() throws(Refusal) {
        try Self.check(indicator: indicator, value: value)
        guard method == .reported || method == .estimated else {
            throw Refusal(
                .invalid, "method", "请选择“上报”或“估算”；实测和预约由系统记录。", "Choose reported or estimated; measured and booked are kept by the program.",
                field: "method")
        }
    }

    static func check(indicator: String, value: Int64, field: String = "value") throws(Refusal) {
        guard Indicators.named(indicator) != nil else {
            throw Refusal(.invalid, "indicator", "没有这个指标，请从列表中选择。", "There is no such indicator; choose one of the list.", field: "indicator")
        }
        guard (0...most).contains(value) else {
            throw Refusal(.invalid, "value", "请填写 0 至 100 亿的整数。", "Give a whole number from 0 to 10,000,000,000.", field: field)
        }
    }
}

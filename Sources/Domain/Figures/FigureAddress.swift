import Activities
import Campaigns
import Kernel
import Markup
import Web

/// Addresses of figures, with what narrows them.
struct FigureAddress: Sendable {
    let key: String

    /// The campaign's figures, laid out by `kind`; opened at a place.
    func page(by kind: RollUp, of code: String? = nil) -> Address {
        let query = Query([("by", kind.rawValue)] + (code.map { [("of", $0)] } ?? []))
        return .within("/figures/\(key)", query: query)
    }

    /// What a number of a question narrowed so is made of.
    func opened(_ indicator: String, _ pairs: [(name: String, value: String)]) -> Address {
        .within("/figures/\(key)/\(indicator)", query: Query(pairs))
    }

    /// What a number is made of.
    func records(_ indicator: String, _ pairs: (String, String)...) -> Address {
        .within("/figures/\(key)/\(indicator)", query: Query(pairs.map { (name: $0.0, value: $0.1) }))
    }
}

extension FigureQuestion {
    /// What the address narrows the question to; refuses what it does not understand.
    mutating func narrow(_ visit: Visit) throws(Refusal) {
        if let region = visit.query["region"], !region.isEmpty { place = region == "unknown" ? .unknown : .within(region) }
        if let text = visit.query["kind"], !text.isEmpty {
            guard text == "unknown" || ActivityKind(rawValue: text) != nil else {
                throw Refusal(
                    .invalid, "filter-value", "筛选条件 kind 不认识“\(text.prefix(40))”。请从页面上的链接中选择。",
                    "The filter kind does not know “\(text.prefix(40))”. Choose one of the links on the page.", field: "kind")
            }
            kind = text == "unknown" ? "" : text
        }
        if let text = visit.query["day"], !text.isEmpty {
            guard Day(iso: text) != nil else {
                throw Refusal(.invalid, "day", "“day”应写作 2023-09-16 这样的日期。", "Write “day” as a date like 2023-09-16.")
            }
            day = text
        }
        for slice in FigureSlice.allCases {
            guard let text = visit.query[slice.rawValue], !text.isEmpty else { continue }
            guard let value = slice.read(text) else {
                throw Refusal(
                    .invalid, "filter-value", "筛选条件 \(slice.rawValue) 不认识“\(text.prefix(40))”。请从页面上的链接中选择。",
                    "The filter \(slice.rawValue) does not know “\(text.prefix(40))”. Choose one of the links on the page.", field: slice.rawValue)
            }
            slices[slice] = value
        }
    }
}

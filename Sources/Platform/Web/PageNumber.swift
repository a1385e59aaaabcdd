package import Kernel

extension Refusal {
    /// A page that a list does not have.
    package static func noPage(_ asked: String, last: Int) -> Refusal {
        let shown = asked.prefix(20)
        return Refusal(
            .invalid, "page-past-end", "没有第“\(shown)”页：页码（page）应为 1 至 \(last) 的整数。",
            "There is no page “\(shown)”: page is a whole number from 1 to \(last).", field: "page")
    }
}

extension Visit {
    /// Refuses a page that lies past the end of a list of `count` things, or is no number.
    package func requirePage(of count: Int, by size: Int) throws(Refusal) {
        guard let text = query["page"], !text.isEmpty else { return }
        let last = max(1, (count + size - 1) / size)
        guard let number = Int(text), (1...last).contains(number) else { throw .noPage(text, last: last) }
    }
}

package import Kernel

extension Refusal {
    /// A page that no list has.
    package static func noPage(_ asked: String) -> Refusal {
        let shown = asked.prefix(20)
        return Refusal(
            .invalid, "page-number", "没有第“\(shown)”页：页码（page）应为从 1 起的整数。", "There is no page “\(shown)”: page is a whole number from 1 on.", field: "page")
    }

    /// A filter of one value that was given two.
    static func doubled(_ name: String) -> Refusal {
        Refusal(.invalid, "filter-doubled", "“\(name)”给了不止一个值，请只留一个。", "“\(name)” has more than one value. Leave one.", field: name)
    }

    /// A page that a list does not have.
    package static func noPage(_ asked: String, last: Int) -> Refusal {
        let shown = asked.prefix(20)
        return Refusal(
            .invalid, "page-past-end", "没有第“\(shown)”页：页码（page）应为 1 至 \(last) 的整数。",
            "There is no page “\(shown)”: page is a whole number from 1 to \(last).", field: "page")
    }
}

extension Query {
    /// The first filter of a list that cannot be meant: a page that is no number from 1 on, or one that takes one value and has two.
    func unclearFilter(among known: Set<String>, several: Set<String>) -> Refusal? {
        var values: [String: String] = [:]
        for (name, value) in pairs where known.contains(name) && !value.isEmpty {
            if name == "page", Int(value).map({ $0 < 1 }) ?? true { return .noPage(value) }
            if !several.contains(name), let other = values.updateValue(value, forKey: name), other != value { return .doubled(name) }
        }
        return nil
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

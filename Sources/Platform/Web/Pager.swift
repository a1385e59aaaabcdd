import Kernel
package import Markup

/// Links to the pages of a list: the one before and the one after, the first, the last, and those around this one.
package struct Pager {
    private let path: String
    private let query: Query
    private let page: Int
    private let last: Int

    /// - total: how many things the list holds, `size` to a page.
    package init(path: String, query: Query, page: Int, total: Int, size: Int) {
        (self.path, self.query, self.page) = (path, query.setting("lang", nil), page)
        last = max(1, (total + size - 1) / size)
    }

    /// Nothing where there is one page only.
    package func html(_ visit: Visit) -> HTML {
        guard last > 1 else { return HTML() }
        let shown = [1, last].reduce(into: Set(page - 2...page + 2)) { $0.insert($1) }.filter { (1...last).contains($0) }.sorted()
        return nav(.class("pager"), .aria("label", visit.say(Phrase("分页", "Pages")))) {
            ol {
                if page > 1 { li { a(.href(address(page - 1)), .rel("prev")) { visit.say(Phrase("上一页", "Previous")) } } }
                for (index, number) in shown.enumerated() {
                    if index > 0, shown[index - 1] < number - 1 { li { span { "…" } } }
                    li { step(number, visit) }
                }
                if page < last { li { a(.href(address(page + 1)), .rel("next")) { visit.say(Phrase("下一页", "Next")) } } }
            }
        }
    }

    private func step(_ number: Int, _ visit: Visit) -> HTML {
        if number == page { return span(.aria("current", "page")) { String(number) } }
        return a(.href(address(number)), .aria("label", visit.say(Phrase("第 \(number) 页", "Page \(number)")))) { String(number) }
    }

    private func address(_ number: Int) -> Address { .within(path, query: query.setting("page", number == 1 ? nil : String(number))) }
}

extension Visit {
    /// `Pager` for the list at this very address.
    package func pager(page: Int, total: Int, size: Int) -> HTML { Pager(path: path, query: query.asked, page: page, total: total, size: size).html(self) }
}

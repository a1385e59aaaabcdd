import Kernel
import Markup
import Web

/// Links to the pages of a list: the first, the last, and those around this one.
struct Pager {
    let path: String
    let query: Query
    let page: Int
    let total: Int
    let size: Int

    func html(_ visit: Visit) -> HTML {
        let last = max(1, (total + size - 1) / size)
        guard last > 1 else { return HTML() }
        let shown = [1, last].reduce(into: Set(page - 2...page + 2)) { $0.insert($1) }.filter { (1...last).contains($0) }.sorted()
        return nav(.class("pager"), .aria("label", visit.say(Phrase("分页", "Pages")))) {
            ol {
                for (index, number) in shown.enumerated() {
                    if index > 0, shown[index - 1] < number - 1 { li { span { "…" } } }
                    li {
                        if number == page {
                            span(.aria("current", "page")) { String(number) }
                        } else {
                            a(.href(address(number)), .aria("label", visit.say(Phrase("第 \(number) 页", "Page \(number)")))) { String(number) }
                        }
                    }
                }
            }
        }
    }

    private func address(_ number: Int) -> Address { .within(path, query: query.setting("page", number == 1 ? nil : String(number))) }
}

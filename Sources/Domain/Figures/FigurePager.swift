import Kernel
import Markup
import Storage
import Web

/// Links to the pages of a list of records.
struct FigurePager {
    let path: String
    let query: Query
    let page: Int
    let total: Int

    func html(_ visit: Visit) -> HTML {
        let last = max(1, (total + Transaction.figurePageSize - 1) / Transaction.figurePageSize)
        guard last > 1 else { return HTML() }
        return nav(.class("pager"), .aria("label", visit.say(Phrase("分页", "Pages")))) {
            ol {
                if page > 1 { li { a(.href(address(page - 1)), .rel("prev")) { visit.say(Phrase("上一页", "Previous")) } } }
                li { span(.aria("current", "page")) { "\(page) / \(last)" } }
                if page < last { li { a(.href(address(page + 1)), .rel("next")) { visit.say(Phrase("下一页", "Next")) } } }
            }
        }
    }

    private func address(_ number: Int) -> Address { .within(path, query: query.setting("page", number == 1 ? nil : String(number))) }
}

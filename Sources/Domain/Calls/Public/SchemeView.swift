import Kernel
import Language
import Markup
import Venues
import Web

/// The rules of a scheme, for those who read them before they apply: conditions, steps, scores, notice, how long a title lasts.
struct SchemeView {
    let record: SchemeRecord
    let visit: Visit

    private var scheme: Scheme { record.scheme }

    var html: HTML {
        HTML {
            if !scheme.categories.isEmpty {
                section(.class("stack")) {
                    h2 { visit.say(Phrase("类别与条件", "Categories and conditions")) }
                    bullets {
                        for one in scheme.categories {
                            li {
                                strong { visit.html(one.name) }
                                thresholds(scheme.fields(of: one.key))
                            }
                        }
                    }
                }
            } else if scheme.fields.contains(where: { $0.atLeast != nil }) {
                section(.class("stack")) {
                    h2 { visit.say(Phrase("条件", "Conditions")) }
                    thresholds(scheme.fields)
                }
            }
            if !scheme.steps.isEmpty {
                section(.class("stack")) {
                    h2 { visit.say(Phrase("认定步骤", "How it is decided")) }
                    ol(.class("steps")) { for one in scheme.steps { li { visit.html(one.name) } } }
                }
            }
            ruleFacts
            if !scheme.rules.isEmpty {
                section(.class("stack")) {
                    h2 { visit.say(Phrase("规则", "Rules")) }
                    bullets { for one in scheme.rules { li { visit.html(one.text) } } }
                }
            }
            if !scheme.grounds.isEmpty {
                section(.class("stack")) {
                    h2 { visit.say(Phrase("撤销称号的情形", "Grounds on which a title is revoked")) }
                    bullets {
                        for one in scheme.grounds {
                            li {
                                visit.html(one.text)
                                if !one.clause.isEmpty { span(.class("meta")) { "（" + one.clause + "）" } }
                            }
                        }
                    }
                }
            }
        }
    }

    @HTMLBuilder private func thresholds(_ fields: [SchemeField]) -> HTML {
        let asked = fields.filter { $0.atLeast != nil }
        if !asked.isEmpty {
            ul {
                for field in asked {
                    li {
                        visit.html(field.name)
                        let unit = field.unit?(visit.language) ?? ""
                        visit.say(Phrase("：不少于 \(field.atLeast ?? 0)\(unit)", ": at least \(field.atLeast ?? 0) \(unit)"))
                    }
                }
            }
        }
    }

    private var ruleFacts: HTML {
        let notice = scheme.notice
        let first = notice.countsFirstDay ? Phrase("含首日", "the first day included") : Phrase("自次日起算", "from the day after")
        return dl(.class("facts")) {
            dt { visit.say(Phrase("公示", "Public notice")) }
            dd { visit.say(Phrase("\(notice.workdays) 个工作日，\(first.zh)", "\(Plural.en(notice.workdays, "working day", "working days")), \(first.en)")) }
            dt { visit.say(Phrase("有效期", "Validity")) }
            dd { visit.say(validity) }
            if let one = scheme.assessment {
                dt { visit.say(Phrase("考核", "Assessment")) }
                dd { visit.say(one.years == 1 ? Phrase("每年一次", "Every year") : Phrase("每 \(one.years) 年一次", "Every \(one.years) years")) }
            }
            if let most = scheme.recommendation.most {
                dt { visit.say(Phrase("推荐名额", "Recommendations")) }
                dd { visit.say(Phrase("每个推荐单位最多 \(most) 家", "At most \(most) by one body")) }
            }
            if !scheme.review.criteria.isEmpty {
                dt { visit.say(Phrase("评分", "Scores")) }
                dd {
                    for one in scheme.review.criteria {
                        p { visit.say(Phrase("\(one.name.zh)：0–\(one.most) 分，权重 \(one.weight)", "\(one.name.en): 0–\(one.most) points, weight \(one.weight)")) }
                    }
                }
            }
        }
    }

    private var validity: Phrase {
        switch scheme.validity {
        case .open: Phrase("长期有效，直至撤销", "Until it is taken back")
        case .months(let months): months % 12 == 0 ? Phrase("\(months / 12) 年", "\(months / 12) years") : Phrase("\(months) 个月", "\(months) months")
        case .until(let day): Phrase("至 \(day.iso)（本批次期满），不论何时授予", "To \(day.iso), the end of the batch, whenever it was granted")
        }
    }
}

package import Kernel

/// For whom an activity is, by the ages that it states: one group for each, so that the groups add up.
package enum AudienceGroup: String, Sendable, CaseIterable {
    case children, pupils, adults, seniors, mixed, everybody

    /// - youngest, oldest: in years; nil where nothing is stated.
    package init(youngest: Int?, oldest: Int?) {
        switch (youngest ?? 0, oldest ?? 200) {
        case (0, 200): self = .everybody
        case (60..., _): self = .seniors
        case (18..., _): self = .adults
        case (_, ...6): self = .children
        case (_, ...18): self = .pupils
        default: self = .mixed
        }
    }

    package var title: Phrase {
        switch self {
        case .children: Phrase("学龄前儿童", "Young children")
        case .pupils: Phrase("中小学生", "Pupils")
        case .adults: Phrase("成人", "Adults")
        case .seniors: Phrase("老年人", "Seniors")
        case .mixed: Phrase("亲子及不限成人", "Young people and adults")
        case .everybody: Phrase("不限年龄", "Everybody")
        }
    }
}

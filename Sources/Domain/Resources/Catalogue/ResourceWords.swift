import Kernel
import Language

/// What a resource is about: the fields under which teachers and museums look (Dublin Core `subject`).
enum Subject: String, Sendable, CaseIterable {
    case astronomy, earth, life, health, physics, chemistry, mathematics, engineering, computing, energy, environment, agriculture, safety, history, space, ocean

    var title: Phrase {
        switch self {
        case .astronomy: Phrase("天文", "Astronomy")
        case .earth: Phrase("地球科学", "Earth science")
        case .life: Phrase("生命科学", "Life science")
        case .health: Phrase("健康", "Health")
        case .physics: Phrase("物理", "Physics")
        case .chemistry: Phrase("化学", "Chemistry")
        case .mathematics: Phrase("数学", "Mathematics")
        case .engineering: Phrase("工程与技术", "Engineering")
        case .computing: Phrase("信息与人工智能", "Computing and AI")
        case .energy: Phrase("能源", "Energy")
        case .environment: Phrase("生态环境", "Environment")
        case .agriculture: Phrase("农业", "Agriculture")
        case .safety: Phrase("应急与安全", "Safety")
        case .history: Phrase("科技史与科学家精神", "History of science")
        case .space: Phrase("航天", "Space flight")
        case .ocean: Phrase("海洋", "Ocean")
        }
    }
}

/// For which grades (LRMI `educationalLevel`).
enum Stage: String, Sendable, CaseIterable {
    case preschool
    case primaryLower = "primary-lower"
    case primaryUpper = "primary-upper"
    case junior, senior, higher, adults

    var title: Phrase {
        switch self {
        case .preschool: Phrase("学前", "Pre-school")
        case .primaryLower: Phrase("小学低年级", "Grades 1–3")
        case .primaryUpper: Phrase("小学高年级", "Grades 4–6")
        case .junior: Phrase("初中", "Junior secondary")
        case .senior: Phrase("高中与中职", "Senior secondary")
        case .higher: Phrase("大学", "University")
        case .adults: Phrase("公众", "Adults")
        }
    }
}

/// In which language one meets it.
enum ResourceTongue: String, Sendable, CaseIterable {
    case zh, en, bo, ug, mn, kk, ii, za, none

    var title: Phrase {
        switch self {
        case .zh: Phrase("中文", "Chinese")
        case .en: Phrase("英文", "English")
        case .bo: Phrase("藏文", "Tibetan")
        case .ug: Phrase("维吾尔文", "Uyghur")
        case .mn: Phrase("蒙古文", "Mongolian")
        case .kk: Phrase("哈萨克文", "Kazakh")
        case .ii: Phrase("彝文", "Yi")
        case .za: Phrase("壮文", "Zhuang")
        case .none: Phrase("无文字", "Without words")
        }
    }
}

/// Keys of a vocabulary in one column: `health life`.
enum KeyList {
    static func text<Key: RawRepresentable>(_ keys: [Key]) -> String where Key.RawValue == String { keys.map(\.rawValue).joined(separator: " ") }

    static func keys<Key: RawRepresentable>(_ text: String, _: Key.Type = Key.self) -> [Key] where Key.RawValue == String {
        text.split(separator: " ").compactMap { Key(rawValue: String($0)) }
    }
}

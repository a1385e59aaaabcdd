package import Kernel
import Language
import Storage

/// What a resource is. The catalogue holds all of them; what can be done with one follows from its nature.
package enum ResourceKind: String, Sendable, CaseIterable, SQLConvertible {
    case panels, video, audio, images, lesson, script, handout, interactive, pack
    case website
    case exhibit
    case exhibitSet = "exhibit-set"
    case talk, course

    package var title: Phrase {
        switch self {
        case .panels: Phrase("展板（可印刷）", "Panels to print")
        case .video: Phrase("视频", "Video")
        case .audio: Phrase("音频", "Audio")
        case .images: Phrase("图片", "Pictures")
        case .lesson: Phrase("教案", "Lesson")
        case .script: Phrase("脚本或讲稿", "Script")
        case .handout: Phrase("手册、折页", "Handout")
        case .interactive: Phrase("互动程序", "Interactive")
        case .pack: Phrase("综合资源包", "Pack")
        case .website: Phrase("网站或平台", "Website")
        case .exhibit: Phrase("展品", "Exhibit")
        case .exhibitSet: Phrase("成套展品", "Set of exhibits")
        case .talk: Phrase("科普报告", "Talk")
        case .course: Phrase("课程", "Course")
        }
    }

    var nature: Nature {
        switch self {
        case .exhibit, .exhibitSet: .physical
        case .talk, .course: .human
        default: .digital
        }
    }

    enum Nature: String, Sendable, CaseIterable {
        /// Comes over a line or on a stick.
        case digital
        /// Lies somewhere and is lent.
        case physical
        /// Somebody comes.
        case human

        var title: Phrase {
            switch self {
            case .digital: Phrase("数字资源", "Digital")
            case .physical: Phrase("实体资源", "Physical")
            case .human: Phrase("专家与课程", "People")
            }
        }

        var kinds: [ResourceKind] { ResourceKind.allCases.filter { $0.nature == self } }
    }
}

import Kernel

extension Licence {
    /// Every licence that a file can state, those that forbid copying too: so that a refusal can say why. In `docs/pack-format.md`, row for row.
    package static let all: [Licence] = [
        creative("CC0-1.0", "CC0 1.0 公共领域贡献", "CC0 1.0 Public Domain Dedication", "publicdomain/zero/1.0/", attribution: false),
        creative("CC-BY-4.0", "知识共享 署名 4.0", "Creative Commons Attribution 4.0", "licenses/by/4.0/"),
        creative("CC-BY-3.0", "知识共享 署名 3.0", "Creative Commons Attribution 3.0", "licenses/by/3.0/"),
        creative("CC-BY-SA-4.0", "知识共享 署名-相同方式共享 4.0", "Creative Commons Attribution-ShareAlike 4.0", "licenses/by-sa/4.0/", same: true),
        creative("CC-BY-SA-3.0", "知识共享 署名-相同方式共享 3.0", "Creative Commons Attribution-ShareAlike 3.0", "licenses/by-sa/3.0/", same: true),
        creative("CC-BY-NC-4.0", "知识共享 署名-非商业性使用 4.0", "Creative Commons Attribution-NonCommercial 4.0", "licenses/by-nc/4.0/", earn: false),
        creative(
            "CC-BY-NC-SA-4.0", "知识共享 署名-非商业性使用-相同方式共享 4.0", "Creative Commons Attribution-NonCommercial-ShareAlike 4.0", "licenses/by-nc-sa/4.0/", earn: false,
            same: true),
        creative("CC-BY-ND-4.0", "知识共享 署名-禁止演绎 4.0", "Creative Commons Attribution-NoDerivatives 4.0", "licenses/by-nd/4.0/", adapt: false),
        creative(
            "CC-BY-NC-ND-4.0", "知识共享 署名-非商业性使用-禁止演绎 4.0", "Creative Commons Attribution-NonCommercial-NoDerivatives 4.0", "licenses/by-nc-nd/4.0/", adapt: false,
            earn: false),
        software("Apache-2.0", "Apache 许可证 2.0", "Apache License 2.0"), software("MIT", "MIT 许可证", "MIT License"),
        software("BSD-3-Clause", "BSD 三条款许可证", "BSD 3-Clause License"), software("MulanPSL-2.0", "木兰宽松许可证 第 2 版", "Mulan Permissive Software License 2"),
        software("GPL-3.0-or-later", "GNU 通用公共许可证 第 3 版或更新", "GNU General Public License 3 or later", same: true),
        software("OFL-1.1", "SIL 开放字体许可证 1.1", "SIL Open Font License 1.1"),
        own("LicenseRef-kepu-public-domain", "不受著作权保护，或保护期已满", "Not protected by copyright, or no longer", .everybody, adapt: true, earn: true, attribution: false),
        own("LicenseRef-kepu-official-document", "法律法规与国家机关文件", "Laws and documents of state organs", .everybody, adapt: false, earn: true, attribution: false),
        own("LicenseRef-kepu-public-benefit", "公益科普免费使用", "Free use for science popularization", .everybody, adapt: true, earn: false, attribution: true),
        own("LicenseRef-kepu-free-print", "可免费下载、打印，不得改动", "Free to download and print, unchanged", .everybody, adapt: false, earn: false, attribution: true),
        own("LicenseRef-kepu-units", "仅限参加单位使用", "For the units that take part only", .units, adapt: false, earn: false, attribution: true),
        own("LicenseRef-kepu-show-only", "仅限授权场所放映", "To be shown at licensed places only", .nobody, adapt: false, earn: false, attribution: true),
        own("LicenseRef-kepu-all-rights-reserved", "保留所有权利", "All rights reserved", .nobody, adapt: false, earn: false, attribution: true),
    ]

    static let byID: [String: Licence] = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })

    private static func creative(
        _ id: String, _ zh: String, _ en: String, _ path: String, adapt: Bool = true, earn: Bool = true, attribution: Bool = true, same: Bool = false
    ) -> Licence {
        Licence(
            id: id, name: Phrase(zh, en), copying: .everybody, mayAdapt: adapt, mayEarn: earn, wantsAttribution: attribution, staysSame: same,
            address: "https://creativecommons.org/" + path)
    }

    private static func software(_ id: String, _ zh: String, _ en: String, same: Bool = false) -> Licence {
        Licence(
            id: id, name: Phrase(zh, en), copying: .everybody, mayAdapt: true, mayEarn: true, wantsAttribution: true, staysSame: same,
            address: "https://spdx.org/licenses/\(id).html")
    }

    private static func own(_ id: String, _ zh: String, _ en: String, _ copying: Copying, adapt: Bool, earn: Bool, attribution: Bool) -> Licence {
        Licence(id: id, name: Phrase(zh, en), copying: copying, mayAdapt: adapt, mayEarn: earn, wantsAttribution: attribution, staysSame: false, address: nil)
    }
}

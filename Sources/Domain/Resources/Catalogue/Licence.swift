import Kernel

/// Under which terms a resource may be used: SPDX identifiers, and the terms that the field itself uses.
struct Licence: Sendable, Hashable {
    /// `CC-BY-4.0`
    let key: String
    let title: Phrase
    /// Whether it may be copied and handed on unchanged: only such a resource is downloaded or goes into a pack.
    let mayCopy: Bool
    /// Whether it may be changed.
    let mayChange: Bool
    let address: String?

    init?(key: String) {
        guard let found = Self.all.first(where: { $0.key == key }) else { return nil }
        self = found
    }

    private init(_ key: String, _ zh: String, _ en: String, copy: Bool, change: Bool, _ address: String? = nil) {
        (self.key, title, mayCopy, mayChange, self.address) = (key, Phrase(zh, en), copy, change, address)
    }

    /// Nothing is granted beforehand.
    static let ask = Licence("all-rights-reserved", "保留所有权利，使用须经许可", "All rights reserved: ask first", copy: false, change: false)

    static let all = [
        Licence("CC0-1.0", "公共领域贡献（CC0）", "Public domain (CC0)", copy: true, change: true, "https://creativecommons.org/publicdomain/zero/1.0/"),
        Licence("CC-BY-4.0", "署名（CC BY 4.0）", "Attribution (CC BY 4.0)", copy: true, change: true, "https://creativecommons.org/licenses/by/4.0/"),
        Licence("CC-BY-SA-4.0", "署名—相同方式共享（CC BY-SA 4.0）", "Attribution, share alike (CC BY-SA 4.0)", copy: true, change: true, "https://creativecommons.org/licenses/by-sa/4.0/"),
        Licence("CC-BY-NC-4.0", "署名—非商业性使用（CC BY-NC 4.0）", "Attribution, not for profit (CC BY-NC 4.0)", copy: true, change: true, "https://creativecommons.org/licenses/by-nc/4.0/"),
        Licence("CC-BY-NC-SA-4.0", "署名—非商业性使用—相同方式共享（CC BY-NC-SA 4.0）", "Attribution, not for profit, share alike (CC BY-NC-SA 4.0)", copy: true, change: true, "https://creativecommons.org/licenses/by-nc-sa/4.0/"),
        Licence("CC-BY-NC-ND-4.0", "署名—非商业性使用—禁止演绎（CC BY-NC-ND 4.0）", "Attribution, not for profit, unchanged (CC BY-NC-ND 4.0)", copy: true, change: false, "https://creativecommons.org/licenses/by-nc-nd/4.0/"),
        Licence("public-welfare", "公益使用：可免费下载、打印、展示，不得改动或牟利", "Public welfare: free to download, print and show; not to change or sell", copy: true, change: false),
        Licence("on-site", "仅限现场使用，不得复制", "For use on the spot, not to be copied", copy: false, change: false),
        ask,
    ]
}

import Kernel
import Language
import Regions
import Web

/// The profile of a unit, filled in once.
enum OrganisationForm {
    static let form = Form(
        FormField("name_zh", "单位名称（中文）", "Name in Chinese", .text(max: 200), required: true, autocomplete: "organization"),
        FormField("name_en", "单位名称（英文）", "Name in English", .text(max: 200)),
        FormField("kind", "类型", "Kind", .choice(Organisation.Kind.allCases.map { .init($0.rawValue, $0.title) }), required: true),
        FormField("line", "条线", "Reporting line", .choice(Organisation.Line.allCases.map { .init($0.rawValue, $0.title) })),
        FormField(
            "region", "行政区划代码", "Code of the division", .text(max: 6),
            hint: Phrase("所在地的六位代码，例如西安市雁塔区为 610113；全国性单位不填", "Six digits of its seat, such as 610113 for Yanta District, Xi'an; empty for a national body")),
        FormField("address_zh", "地址（中文）", "Address in Chinese", .text(max: 300), autocomplete: "street-address"),
        FormField("address_en", "地址（英文）", "Address in English", .text(max: 300)),
        FormField(
            "contact", "单位联系方式", "The unit's contact", .text(max: 200),
            hint: Phrase("科室或电话，请勿填写个人姓名；新建活动时自动带出", "An office or a telephone, no personal name; new activities begin with it")),
        FormField("about_zh", "单位介绍（中文）", "About the unit, in Chinese", .longText(max: 2000), hint: Phrase("公众可见", "The public reads it")),
        FormField("about_en", "单位介绍（英文）", "About the unit, in English", .longText(max: 4000)), SeenForm.field)

    /// What was entered, with remarks on what cannot be.
    static func read(_ posted: Posted, regions: RegionTable) -> FormReading {
        var reading = form.read(posted)
        if let code = reading.textOrNil("region"), regions[code] == nil {
            reading.remark("region", Phrase("没有这个行政区划代码。请填写六位代码。", "There is no division with this code. Give its six digits."))
        }
        for name in ["address", "about"] { reading.demandChinese(of: name) }
        return reading
    }

    static func profile(_ reading: FormReading) -> OrganisationProfile {
        OrganisationProfile(address: reading.wording("address"), contact: reading.textOrNil("contact"), about: reading.wording("about"))
    }

    static func values(of unit: Organisation, _ profile: OrganisationProfile) -> [String: String] {
        var values = ["name_zh": unit.name.zh, "kind": unit.kind.rawValue]
        values["name_en"] = unit.name.en
        values["line"] = unit.line?.rawValue
        values["region"] = unit.region
        (values["address_zh"], values["address_en"]) = (profile.address?.zh, profile.address?.en)
        values["contact"] = profile.contact
        (values["about_zh"], values["about_en"]) = (profile.about?.zh, profile.about?.en)
        return values
    }
}

/// Words in which a character is not read in its most usual way: names of places, and words common in names of venues and
/// activities. The longest word that fits counts.
enum Readings {
    /// The syllables of the listed word that begins at `index`, nil when none does.
    static func word(at index: Int, in characters: [Character]) -> [String]? {
        for (word, syllables) in words[characters[index]] ?? [] where characters[index...].starts(with: word) { return syllables }
        return nil
    }

    /// By first character, the longest first. A listed word has as many syllables as characters.
    private static let words: [Character: [(word: [Character], syllables: [String])]] = {
        var table: [Character: [(word: [Character], syllables: [String])]] = [:]
        for line in list.split(separator: "\n") {
            let fields = line.split(separator: " ").map(String.init)
            let word = Array(fields[0])
            table[word[0], default: []].append((word, Array(fields.dropFirst())))
        }
        return table.mapValues { $0.sorted { $0.word.count > $1.word.count } }
    }()

    private static let list = """
        重庆 chong qing
        三重 san chong
        重阳 chong yang
        重叠 chong die
        重复 chong fu
        重建 chong jian
        重返 chong fan
        重组 chong zu
        重逢 chong feng
        厦门 xia men
        六安 lu an
        六合 lu he
        长子县 zhang zi xian
        长子 zhang zi
        茄萣 qie ding
        西藏 xi zang
        藏族 zang zu
        藏医 zang yi
        藏药 zang yao
        藏羚羊 zang ling yang
        青藏 qing zang
        川藏 chuan zang
        藏语 zang yu
        藏文 zang wen
        宝藏 bao zang
        地藏 di zang
        乐清 yue qing
        乐亭 lao ting
        音乐 yin yue
        乐器 yue qi
        乐团 yue tuan
        乐曲 yue qu
        声乐 sheng yue
        民乐团 min yue tuan
        交响乐 jiao xiang yue
        蚌埠 beng bu
        蚌山 beng shan
        繁峙 fan shi
        枞阳 zong yang
        曾都 zeng du
        浚县 xun xian
        召陵 shao ling
        吴堡 wu bu
        红寺堡 hong si bu
        龙圩 long xu
        闵行 min hang
        银行 yin hang
        行业 hang ye
        行列 hang lie
        同行业 tong hang ye
        内行 nei hang
        尉犁 yu li
        蔚县 yu xian
        泊头 bo tou
        犍为 qian wei
        筠连 jun lian
        洪洞 hong tong
        涡阳 guo yang
        朴子 piao zi
        宕昌 tan chang
        泌阳 bi yang
        茄子 qie zi
        单县 shan xian
        覃塘 qin tang
        牟平 mu ping
        中牟 zhong mu
        铅山 yan shan
        番禺 pan yu
        东阿 dong e
        阿胶 e jiao
        阿房宫 e pang gong
        大埔 da bu
        荥经 ying jing
        会计 kuai ji
        会稽 kuai ji
        三地门 san di men
        地 di
        大夫 dai fu
        参差 cen ci
        人参 ren shen
        海参 hai shen
        调查 diao cha
        调研 diao yan
        调度 diao du
        声调 sheng diao
        生长 sheng zhang
        成长 cheng zhang
        长大 zhang da
        校长 xiao zhang
        馆长 guan zhang
        家长 jia zhang
        市长 shi zhang
        部长 bu zhang
        院长 yuan zhang
        局长 ju zhang
        所长 suo zhang
        会长 hui zhang
        队长 dui zhang
        首长 shou zhang
        船长 chuan zhang
        镇长 zhen zhang
        村长 cun zhang
        县长 xian zhang
        省长 sheng zhang
        站长 zhan zhang
        组长 zu zhang
        团长 tuan zhang
        增长 zeng zhang
        助长 zhu zhang
        长辈 zhang bei
        长老 zhang lao
        都是 dou shi
        什么 shen me
        为什么 wei shen me
        厦 sha
        长 chang
        都 du
        什 shi
        佛 fo
        勒 le
        棱 leng
        穆棱 mu ling
        绥棱 sui ling
        丹棱 dan ling
        崆峒 kong tong
        黄埔 huang pu
        旅 lv
        吕 lv
        绿 lv
        仿佛 fang fu
        角色 jue se
        主角 zhu jue
        传记 zhuan ji
        自传 zi zhuan
        数数 shu shu
        弹道 dan dao
        导弹 dao dan
        子弹 zi dan
        炸弹 zha dan
        量角器 liang jiao qi
        测量 ce liang
        丈量 zhang liang
        还原 huan yuan
        归还 gui huan
        模样 mu yang
        投降 tou xiang
        睡觉 shui jiao
        血压 xue ya
        供给 gong ji
        给水 ji shui
        着陆 zhuo lu
        着力 zhuo li
        沉着 chen zhuo
        穿着 chuan zhuo
        应用 ying yong
        答应 da ying
        应县 ying xian
        奇数 ji shu
        系鞋带 ji xie dai
        率领 shuai ling
        效率 xiao lv
        概率 gai lv
        频率 pin lv
        功率 gong lv
        圆周率 yuan zhou lv
        汇率 hui lv
        速率 su lv
        概括 gai kuo
        冲压 chong ya
        处理 chu li
        暑假 shu jia
        寒假 han jia
        假期 jia qi
        假日 jia ri
        便宜 pian yi
        朝霞 zhao xia
        朝夕 zhao xi
        夹克 jia ke
        的确 di que
        目的 mu di
        靶的 ba di
        似的 shi de
        了解 liao jie
        了不起 liao bu qi
        地壳 di qiao
        甲壳 jia qiao
        贝壳 bei ke
        """
}

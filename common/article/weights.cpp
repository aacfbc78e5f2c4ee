// Fitted by tests/corpora/fit_judge.py; the features are named in features.cpp and context.cpp.
#include "common/article/weights.hpp"

namespace watchword::article {

// clang-format off
const std::array<float, feature_count> first_weights = {
      -1.3221f,  // bias
       0.5301f,  // length
      -0.6246f,  // under 20
      -0.3195f,  // under 60
       0.2554f,  // 150 and more
      -1.6473f,  // link share
       0.3157f,  // mostly links
       0.1637f,  // no links
      -0.0706f,  // a sentence
       0.0555f,  // sentences
       0.5044f,  // ends a sentence
       0.1506f,  // commas
      -0.7263f,  // digits
      -0.1274f,  // p
       1.0375f,  // li
       0.1688f,  // heading
      -0.1422f,  // cell
      -0.6588f,  // caption
       1.8174f,  // quote
      -0.8404f,  // other element
       0.1499f,  // in nav
      -0.9656f,  // in aside
      -0.3988f,  // in footer
      -0.6854f,  // in header
      -1.7404f,  // in form
      -1.4034f,  // in figure
       0.1530f,  // in table
      -0.1964f,  // in article
       0.9281f,  // in main
      -0.8077f,  // in list
       0.3679f,  // inner links
      -0.7078f,  // inner prose
       0.6683f,  // inner share
       0.3058f,  // inner lines
      -0.6178f,  // outer links
      -0.1038f,  // outer prose
       0.8915f,  // outer share
      -0.3506f,  // outer lines
      -0.6162f,  // wide links
       0.0092f,  // wide prose
       0.0143f,  // wide share
      -2.2634f,  // prose before
      -0.4811f,  // no prose before
      -0.5871f,  // no prose after
      -0.8863f,  // before headline
      -0.0244f,  // after headline
       0.6717f,  // previous is prose
      -0.6596f,  // previous links
      -0.0538f,  // previous length
       0.2720f,  // next is prose
      -0.0541f,  // next links
       0.3761f,  // next length
       0.3024f,  // repeated
      -1.8065f,  // is title
       2.6265f,  // in description
       0.6575f,  // in body
      -0.5924f,  // not in body
       0.1556f,  // label
       0.4865f,  // prose near
      -0.5096f,  // prose far
      -0.1376f,  // bold
       1.7350f,  // same shape
       0.4566f,  // same look
       0.2425f,  // same look above
       0.5858f,  // article share
      -1.1476f,  // invites to read
      -1.6433f,  // offers
      -1.1745f,  // claims rights
      -0.8686f,  // names a source
       0.1320f,  // is of the talk
       0.3933f,  // after invitation
      -0.7466f,  // inner after invitation
      -0.4982f,  // near body
       0.3648f,  // near article
       0.5843f,  // near text
       0.0164f,  // near lead
      -0.0054f,  // near headline
      -1.1845f,  // near meta
      -0.8229f,  // near author
      -0.3561f,  // near caption
      -1.2695f,  // near comments
       0.0648f,  // near related
      -0.2741f,  // near share
      -0.3495f,  // near offer
       0.5442f,  // near advert
      -0.2806f,  // near side
      -0.1344f,  // near menu
      -1.3172f,  // near notice
      -0.9378f,  // near box
      -0.1245f,  // near list
       0.8571f,  // far body
       0.1255f,  // far article
       0.5296f,  // far text
       0.1620f,  // far lead
       0.1500f,  // far headline
       0.7556f,  // far meta
       0.0116f,  // far author
      -0.4423f,  // far caption
      -1.6211f,  // far comments
      -0.2529f,  // far related
      -0.9625f,  // far share
      -0.2099f,  // far offer
       0.0391f,  // far advert
      -0.6914f,  // far side
      -0.8870f,  // far menu
      -0.3556f,  // far notice
      -0.2113f,  // far box
       0.1001f,  // far list
};

const std::array<float, context_count + feature_count> second_weights = {
      -0.7478f,  // score
       0.1113f,  // chance
       0.3999f,  // previous
       0.2413f,  // next
      -0.0083f,  // second previous
       0.3161f,  // second next
      -0.0888f,  // both neighbours
       0.7300f,  // either neighbour
      -0.1531f,  // window of 7
      -0.1007f,  // window of 17
      -0.4033f,  // in element
       1.1411f,  // share of element
      -0.9414f,  // in parent
       1.1135f,  // share of parent
       0.0989f,  // in 3rd
      -0.0656f,  // share of 3rd
      -1.1113f,  // in 4th
       1.8508f,  // share of 4th
      -0.3812f,  // in 5th
       0.4536f,  // share of 5th
       0.4813f,  // alike
       0.4197f,  // alike above
       0.6456f,  // in best
      -1.5709f,  // before
      -0.3410f,  // at the very start
      -0.1549f,  // at the very end
      -0.6124f,  // since sure line
       0.0717f,  // until sure line
      -0.2592f,  // farther sure line
       0.1240f,  // last heading
       0.7236f,  // size of article
       0.2759f,  // sentence in best
      -0.6675f,  // links in best
       0.3781f,  // heading in best
       0.2794f,  // p in best
      -0.4069f,  // chance in best
       0.5183f,  // chance out of best
       0.1895f,  // length in best
      -1.0141f,  // caption in best
      -0.3868f,  // list in best
      -0.5053f,  // box in best
      -0.9228f,  // cue in best
      -2.1817f,  // bias
       0.0855f,  // length
      -1.2088f,  // under 20
      -0.6575f,  // under 60
       0.5011f,  // 150 and more
      -1.7636f,  // link share
       0.1249f,  // mostly links
       0.2626f,  // no links
      -0.2423f,  // a sentence
       0.0638f,  // sentences
       0.9157f,  // ends a sentence
       0.3931f,  // commas
      -0.7757f,  // digits
      -0.1552f,  // p
       1.5263f,  // li
       0.2785f,  // heading
       0.0346f,  // cell
      -1.1395f,  // caption
       2.8384f,  // quote
      -1.6864f,  // other element
      -0.1923f,  // in nav
      -1.0158f,  // in aside
      -0.2103f,  // in footer
      -0.6678f,  // in header
      -2.0231f,  // in form
      -1.5312f,  // in figure
       0.8029f,  // in table
      -0.3628f,  // in article
       1.3082f,  // in main
      -0.4484f,  // in list
       0.3436f,  // inner links
      -1.1555f,  // inner prose
       0.4421f,  // inner share
       0.4441f,  // inner lines
      -1.0940f,  // outer links
       0.0335f,  // outer prose
       0.8352f,  // outer share
      -1.0500f,  // outer lines
      -1.1451f,  // wide links
       0.3414f,  // wide prose
      -0.9670f,  // wide share
      -1.7898f,  // prose before
      -0.5144f,  // no prose before
      -1.0566f,  // no prose after
      -1.2137f,  // before headline
       0.1139f,  // after headline
       1.0100f,  // previous is prose
      -0.8957f,  // previous links
      -0.4152f,  // previous length
       0.5200f,  // next is prose
       0.0517f,  // next links
       0.3680f,  // next length
       0.5037f,  // repeated
      -2.4040f,  // is title
       4.2915f,  // in description
       0.9988f,  // in body
      -1.1720f,  // not in body
       0.2612f,  // label
      -0.0015f,  // prose near
      -0.7238f,  // prose far
      -0.3200f,  // bold
       1.6070f,  // same shape
       0.6970f,  // same look
       1.0049f,  // same look above
       1.1936f,  // article share
      -1.2125f,  // invites to read
      -2.3979f,  // offers
      -1.5759f,  // claims rights
      -1.6507f,  // names a source
      -0.0141f,  // is of the talk
       0.2200f,  // after invitation
      -0.7473f,  // inner after invitation
      -0.6325f,  // near body
       0.4077f,  // near article
       0.8443f,  // near text
       0.1635f,  // near lead
       0.1912f,  // near headline
      -1.6250f,  // near meta
      -1.0903f,  // near author
      -0.9082f,  // near caption
      -1.6403f,  // near comments
      -0.2193f,  // near related
      -0.8549f,  // near share
      -0.4781f,  // near offer
       0.2237f,  // near advert
      -0.3985f,  // near side
      -0.3423f,  // near menu
      -2.0161f,  // near notice
      -1.0299f,  // near box
      -0.0932f,  // near list
       1.0414f,  // far body
       0.2290f,  // far article
       0.9138f,  // far text
       0.4017f,  // far lead
       0.1462f,  // far headline
       0.9107f,  // far meta
      -0.2295f,  // far author
      -0.4432f,  // far caption
      -1.8059f,  // far comments
      -0.2036f,  // far related
      -1.0700f,  // far share
      -0.3484f,  // far offer
       0.0284f,  // far advert
      -0.9966f,  // far side
      -1.0529f,  // far menu
      -0.2740f,  // far notice
      -0.0743f,  // far box
       0.1100f,  // far list
};
// clang-format on

}  // namespace watchword::article
